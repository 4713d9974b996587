-- needs: figure, benefit_share
-- For each of planned, forecast and realised the figure that counts: the organisation's own where
-- it gives one (a 0 is a figure), else the claim, times the share that counts.
SELECT
  f.benefit_id, f.beneficiary_org_code, f.period, s.programme_id, s.benefit_type, s.effect,
  f.own_sent_by, f.claim_sent_by, f.own_realised_gbp, f.claim_realised_gbp,
  coalesce(f.own_realised_gbp, f.claim_realised_gbp) AS realised_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(coalesce(f.own_planned_gbp, f.claim_planned_gbp) AS DECIMAL(28, 8))
    ELSE cast(
      coalesce(f.own_planned_gbp, f.claim_planned_gbp) * s.counted_share AS DECIMAL(28, 8))
  END AS planned_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(coalesce(f.own_forecast_gbp, f.claim_forecast_gbp) AS DECIMAL(28, 8))
    ELSE cast(
      coalesce(f.own_forecast_gbp, f.claim_forecast_gbp) * s.counted_share AS DECIMAL(28, 8))
  END AS forecast_gbp,
  CASE WHEN s.attribution = 1
    THEN cast(coalesce(f.own_realised_gbp, f.claim_realised_gbp) AS DECIMAL(28, 8))
    ELSE cast(
      coalesce(f.own_realised_gbp, f.claim_realised_gbp) * s.attribution AS DECIMAL(28, 8))
  END AS attributed_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(coalesce(f.own_realised_gbp, f.claim_realised_gbp) AS DECIMAL(28, 8))
    ELSE cast(
      coalesce(f.own_realised_gbp, f.claim_realised_gbp) * s.counted_share AS DECIMAL(28, 8))
  END AS counted_gbp
FROM figure AS f
JOIN benefit_share AS s
  ON s.benefit_id = f.benefit_id AND s.beneficiary_org_code = f.beneficiary_org_code
WHERE f.own_planned_gbp IS NOT NULL OR f.claim_planned_gbp IS NOT NULL
  OR f.own_forecast_gbp IS NOT NULL OR f.claim_forecast_gbp IS NOT NULL
  OR f.own_realised_gbp IS NOT NULL OR f.claim_realised_gbp IS NOT NULL
