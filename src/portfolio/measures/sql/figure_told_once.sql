-- needs: figure, told_again
-- kept
-- One row per benefit, beneficiary and month: of each amount the organisation's own figure (a 0 is
-- a figure), else the claim, less what a successor tells again. Planned, forecast and values that
-- are told again whole are blank; of realised pounds nothing is left, and `told_gbp` says so.
SELECT
  f.benefit_id, f.beneficiary_org_code, f.period, f.own_sent_by, f.claim_sent_by,
  f.own_realised_gbp, f.claim_realised_gbp, f.is_value_claimed, f.value_note,
  nullif(coalesce(f.own_planned_gbp, f.claim_planned_gbp), t.planned_gbp)
    - coalesce(t.planned_gbp, 0) AS planned_gbp,
  nullif(coalesce(f.own_forecast_gbp, f.claim_forecast_gbp), t.forecast_gbp)
    - coalesce(t.forecast_gbp, 0) AS forecast_gbp,
  coalesce(f.own_realised_gbp, f.claim_realised_gbp) - coalesce(t.realised_gbp, 0) AS realised_gbp,
  coalesce(t.realised_gbp, 0) AS told_gbp,
  nullif(f.realised_value, t.realised_value) - coalesce(t.realised_value, 0) AS realised_value
FROM figure AS f
LEFT JOIN told_again AS t
  ON t.benefit_id = f.benefit_id
  AND t.org_code = f.beneficiary_org_code
  AND t.period = f.period
