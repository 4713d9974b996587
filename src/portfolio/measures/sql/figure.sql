-- needs: current_benefit_value_row
-- One row per benefit, beneficiary and month, with the organisation's own figure and the lead's
-- claim side by side.
SELECT
  coalesce(o.benefit_id, c.benefit_id) AS benefit_id,
  coalesce(o.beneficiary_org_code, c.beneficiary_org_code) AS beneficiary_org_code,
  coalesce(o.period, c.period) AS period,
  o.partner_code AS own_sent_by,
  c.partner_code AS claim_sent_by,
  o.planned_gbp AS own_planned_gbp, c.planned_gbp AS claim_planned_gbp,
  o.forecast_gbp AS own_forecast_gbp, c.forecast_gbp AS claim_forecast_gbp,
  o.realised_gbp AS own_realised_gbp, c.realised_gbp AS claim_realised_gbp,
  coalesce(o.realised_value, c.realised_value) AS realised_value,
  o.realised_value IS NULL AS is_value_claimed,
  CASE WHEN o.realised_value IS NULL THEN c.value_note ELSE o.value_note END AS value_note
FROM (SELECT * FROM current_benefit_value_row WHERE NOT is_claim) AS o
FULL OUTER JOIN (SELECT * FROM current_benefit_value_row WHERE is_claim) AS c
  ON c.benefit_id = o.benefit_id
  AND c.beneficiary_org_code = o.beneficiary_org_code
  AND c.period = o.period
