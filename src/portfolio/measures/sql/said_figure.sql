-- needs: current_benefit_value_row
-- One row per benefit, beneficiary and month with a realised figure: what the organisation itself
-- says and what the lead claims, in pounds and in the benefit's unit.
SELECT
  benefit_id, beneficiary_org_code, period,
  max(CASE WHEN NOT is_claim THEN realised_gbp END) AS own_gbp,
  max(CASE WHEN is_claim THEN realised_gbp END) AS claim_gbp,
  max(CASE WHEN NOT is_claim THEN realised_value END) AS own_value,
  max(CASE WHEN is_claim THEN realised_value END) AS claim_value
FROM current_benefit_value_row
WHERE realised_gbp IS NOT NULL OR realised_value IS NOT NULL
GROUP BY benefit_id, beneficiary_org_code, period
