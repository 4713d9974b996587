-- needs: as_at, standing_extract, current_benefit_row, current_benefit_value_row
-- What raises a question about a benefit at a beneficiary: when it was last sent, and whether it
-- was always in the future (in two or more returns, each time wholly ahead of that return, the
-- first of its dates now past, nothing ever realised).
SELECT
  u.benefit_id, u.beneficiary_org_code, u.updated_on,
  f.benefit_id IS NOT NULL AS is_always_ahead, f.first_expected
FROM (
  SELECT benefit_id, beneficiary_org_code, max(received_on) AS updated_on
  FROM (
    SELECT benefit_id, beneficiary_org_code, received_on FROM current_benefit_row
    UNION ALL
    SELECT benefit_id, beneficiary_org_code, received_on FROM current_benefit_value_row
  ) AS sent
  GROUP BY benefit_id, beneficiary_org_code
) AS u
LEFT JOIN (
  SELECT v.benefit_id, v.beneficiary_org_code, min(v.first_expected) AS first_expected
  FROM (
    SELECT
      submission_id, benefit_id, beneficiary_org_code,
      min(
        CASE WHEN coalesce(forecast_gbp, forecast_value, planned_gbp, planned_value) > 0
          THEN period END
      ) AS first_expected,
      max(CASE WHEN realised_gbp > 0 OR realised_value > 0 THEN 1 ELSE 0 END) AS realised
    FROM accepted_benefit_values
    GROUP BY submission_id, benefit_id, beneficiary_org_code
  ) AS v
  JOIN standing_extract AS e ON e.submission_id = v.submission_id AND e.kind = 'benefit_values'
  CROSS JOIN as_at
  GROUP BY v.benefit_id, v.beneficiary_org_code, as_at.period
  HAVING count(DISTINCT e.period) > 1
    AND max(v.realised) = 0
    AND min(v.first_expected) <= as_at.period
    AND sum(CASE WHEN v.first_expected > e.period THEN 0 ELSE 1 END) = 0
) AS f ON f.benefit_id = u.benefit_id AND f.beneficiary_org_code = u.beneficiary_org_code
