-- needs: figure_told_once, benefit_share
-- For each of planned, forecast and realised the figure that counts: the organisation's own where
-- it gives one, else the claim, less what a successor tells again, times the share that counts.
SELECT
  f.benefit_id, f.beneficiary_org_code, f.period, s.programme_id, s.benefit_type, s.effect,
  f.own_sent_by, f.claim_sent_by, f.own_realised_gbp, f.claim_realised_gbp,
  f.realised_gbp, f.told_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(f.planned_gbp AS DECIMAL(28, 8))
    ELSE cast(f.planned_gbp * s.counted_share AS DECIMAL(28, 8))
  END AS planned_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(f.forecast_gbp AS DECIMAL(28, 8))
    ELSE cast(f.forecast_gbp * s.counted_share AS DECIMAL(28, 8))
  END AS forecast_gbp,
  CASE WHEN s.attribution = 1
    THEN cast(f.realised_gbp AS DECIMAL(28, 8))
    ELSE cast(f.realised_gbp * s.attribution AS DECIMAL(28, 8))
  END AS attributed_gbp,
  CASE WHEN s.counted_share = 1
    THEN cast(f.realised_gbp AS DECIMAL(28, 8))
    ELSE cast(f.realised_gbp * s.counted_share AS DECIMAL(28, 8))
  END AS counted_gbp
FROM figure_told_once AS f
JOIN benefit_share AS s
  ON s.benefit_id = f.benefit_id AND s.beneficiary_org_code = f.beneficiary_org_code
WHERE f.planned_gbp IS NOT NULL OR f.forecast_gbp IS NOT NULL OR f.realised_gbp IS NOT NULL
