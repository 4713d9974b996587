-- needs: as_at, current_extract, value_extract, current_benefit_row, known_programme, spoken_for
-- Every monthly row of a benefit that stands, from its sender's extract that counts, with how it was
-- sent as for adoptions; of a closed partner only months that had ended by its last day.
SELECT
  v.submission_id, v.row_number, v.benefit_id, v.beneficiary_org_code, v.period,
  v.planned_value, v.forecast_value, v.realised_value,
  v.planned_gbp, v.forecast_gbp, v.realised_gbp, v.value_note,
  e.partner_code, e.sent_for_period, e.received_on, b.programme_id,
  CASE
    WHEN w.is_own_word IS NULL THEN 'claimed'
    WHEN b.lead_org_code = v.beneficiary_org_code THEN 'own'
    WHEN NOT w.is_own_word AND b.lead_partner_code = e.partner_code THEN 'claimed'
    ELSE 'confirmed'
  END AS sent_as,
  e.partner_code = b.lead_partner_code AS from_lead,
  e.partner_code = b.lead_partner_code AND e.benefit_id IS NULL AS from_lead_now
FROM accepted_benefit_values AS v
JOIN (
  SELECT
    submission_id, partner_code, period AS sent_for_period, received_on, closed_on,
    cast(NULL AS VARCHAR) AS benefit_id, cast(NULL AS VARCHAR) AS beneficiary_org_code
  FROM current_extract
  WHERE kind = 'benefit_values'
  UNION ALL
  SELECT
    x.submission_id, x.partner_code, x.sent_for_period, x.received_on, c.closed_on,
    x.benefit_id, x.beneficiary_org_code
  FROM value_extract AS x
  JOIN current_extract AS c ON c.partner_code = x.partner_code AND c.kind = 'benefit_values'
) AS e
  ON e.submission_id = v.submission_id
  AND (e.benefit_id IS NULL OR e.benefit_id = v.benefit_id)
  AND (e.beneficiary_org_code IS NULL OR e.beneficiary_org_code = v.beneficiary_org_code)
JOIN (
  SELECT r.benefit_id, p.programme_id, p.lead_org_code, p.lead_partner_code
  FROM (
    SELECT benefit_id, min(programme_id) AS programme_id
    FROM current_benefit_row
    GROUP BY benefit_id
  ) AS r
  JOIN known_programme AS p ON p.programme_id = r.programme_id
) AS b ON b.benefit_id = v.benefit_id
LEFT JOIN spoken_for AS w
  ON w.partner_code = e.partner_code
  AND w.period = e.sent_for_period
  AND w.org_code = v.beneficiary_org_code
WHERE e.closed_on IS NULL
  OR v.period < substr(cast(e.closed_on AS VARCHAR), 1, 7)
  OR (
    v.period = substr(cast(e.closed_on AS VARCHAR), 1, 7)
    AND substr(cast(e.closed_on + INTERVAL '1' DAY AS VARCHAR), 9, 2) = '01'
  )
