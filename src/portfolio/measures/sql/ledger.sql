-- needs: counted_figure
-- The ledger of the whole system: one row per benefit, beneficiary and month with any figure in
-- pounds. Planned and forecast are what counts of them; for realised, reported = counted +
-- removed to the last decimal, with the reasons for removal apart.
SELECT
  benefit_id, beneficiary_org_code, period, programme_id, benefit_type, effect,
  own_sent_by, claim_sent_by, own_realised_gbp, claim_realised_gbp, planned_gbp, forecast_gbp,
  cast(
    coalesce(own_realised_gbp + claim_realised_gbp, own_realised_gbp, claim_realised_gbp)
    AS DECIMAL(28, 8)
  ) AS reported_gbp,
  CASE
    WHEN own_realised_gbp IS NOT NULL AND claim_realised_gbp IS NOT NULL
      THEN cast(claim_realised_gbp AS DECIMAL(28, 8))
    WHEN realised_gbp IS NOT NULL THEN cast(0 AS DECIMAL(28, 8))
  END AS also_confirmed_gbp,
  CASE WHEN realised_gbp IS NOT NULL THEN cast(told_gbp AS DECIMAL(28, 8)) END
    AS told_by_successor_gbp,
  cast(realised_gbp - attributed_gbp AS DECIMAL(28, 8)) AS not_attributed_gbp,
  cast(attributed_gbp - counted_gbp AS DECIMAL(28, 8)) AS over_100_gbp,
  counted_gbp
FROM counted_figure
