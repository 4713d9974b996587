-- needs: known_programme, spoken_for
-- The months of some benefits, as some submissions brought them, with how each was sent as at the
-- period.
SELECT
  v.submission_id, v.row_number, v.benefit_id, v.beneficiary_org_code, v.period,
  v.planned_value, v.forecast_value, v.realised_value,
  v.planned_gbp, v.forecast_gbp, v.realised_gbp, v.value_note,
  CASE
    WHEN w.is_own_word IS NULL THEN 'claimed'
    WHEN p.lead_org_code = v.beneficiary_org_code THEN 'own'
    WHEN NOT w.is_own_word AND p.lead_partner_code = s.partner_code THEN 'claimed'
    ELSE 'confirmed'
  END AS sent_as
FROM accepted_benefit_values AS v
JOIN ledger_submission AS s ON s.submission_id = v.submission_id
LEFT JOIN (
  SELECT benefit_id, min(programme_id) AS programme_id
  FROM accepted_benefits
  WHERE benefit_id = ANY($benefit_ids)
  GROUP BY benefit_id
) AS b ON b.benefit_id = v.benefit_id
LEFT JOIN known_programme AS p ON p.programme_id = b.programme_id
LEFT JOIN spoken_for AS w
  ON w.partner_code = s.partner_code
  AND w.period = s.period
  AND w.org_code = v.beneficiary_org_code
WHERE v.submission_id = ANY($submission_ids) AND v.benefit_id = ANY($benefit_ids)
