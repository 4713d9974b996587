-- needs: standing_extract, shared_month
-- What a successor's figure of such a month was before the merger, as last sent for a period in
-- which all that it follows were open: the organisation's own, else a claim.
SELECT benefit_id, org_code, period, amount, figure
FROM (
  SELECT
    benefit_id, org_code, period, amount, figure,
    row_number() OVER (
      PARTITION BY benefit_id, org_code, period, amount
      ORDER BY is_claim, sent_for_period DESC, received_on DESC, submission_id DESC
    ) AS place
  FROM (
    SELECT
      m.benefit_id, m.org_code, m.period, m.amount, e.period AS sent_for_period, e.received_on,
      e.submission_id, CASE WHEN v.sent_as = 'claimed' THEN 1 ELSE 0 END AS is_claim,
      CASE m.amount
        WHEN 'planned_gbp' THEN v.planned_gbp
        WHEN 'forecast_gbp' THEN v.forecast_gbp
        WHEN 'realised_gbp' THEN v.realised_gbp
        ELSE v.realised_value
      END AS figure
    FROM (
      SELECT DISTINCT benefit_id, org_code, period, amount, first_closed_on FROM shared_month
    ) AS m
    JOIN accepted_benefit_values AS v
      ON v.benefit_id = m.benefit_id
      AND v.beneficiary_org_code = m.org_code
      AND v.period = m.period
    JOIN standing_extract AS e
      ON e.submission_id = v.submission_id
      AND e.kind = 'benefit_values'
      AND cast(e.period || '-01' AS DATE) + INTERVAL '1' MONTH - INTERVAL '1' DAY
        <= m.first_closed_on
  ) AS sent
  WHERE figure IS NOT NULL
) AS ranked
WHERE place = 1
