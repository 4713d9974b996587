-- needs: current_benefit_value_row, told_again
-- One row per benefit, beneficiary and month with a realised figure: what the organisation itself
-- says and what the lead claims, in pounds and in the benefit's unit. A month that a successor tells
-- again is said there.
SELECT
  v.benefit_id, v.beneficiary_org_code, v.period,
  max(CASE WHEN NOT is_claim THEN v.realised_gbp END) AS own_gbp,
  max(CASE WHEN is_claim THEN v.realised_gbp END) AS claim_gbp,
  max(CASE WHEN NOT is_claim THEN v.realised_value END) AS own_value,
  max(CASE WHEN is_claim THEN v.realised_value END) AS claim_value
FROM current_benefit_value_row AS v
LEFT JOIN told_again AS t
  ON t.benefit_id = v.benefit_id
  AND t.org_code = v.beneficiary_org_code
  AND t.period = v.period
WHERE (v.realised_gbp IS NOT NULL OR v.realised_value IS NOT NULL)
  AND coalesce(t.realised_gbp, t.realised_value, 0) = 0
GROUP BY v.benefit_id, v.beneficiary_org_code, v.period
