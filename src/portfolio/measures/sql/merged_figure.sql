-- needs: ancestor, figure, said_of_benefit
-- What stands of each month at organisations that have merged, on either side, amount by amount:
-- the organisation's own figure, else the claim.
SELECT
  benefit_id, org_code, period, amount, combines,
  cast(figure AS DECIMAL(28, 8)) AS figure
FROM (
  SELECT
    f.benefit_id, f.beneficiary_org_code AS org_code, f.period, a.amount, b.combines,
    CASE a.amount
      WHEN 'planned_gbp' THEN coalesce(f.own_planned_gbp, f.claim_planned_gbp)
      WHEN 'forecast_gbp' THEN coalesce(f.own_forecast_gbp, f.claim_forecast_gbp)
      WHEN 'realised_gbp' THEN coalesce(f.own_realised_gbp, f.claim_realised_gbp)
      ELSE f.realised_value
    END AS figure
  FROM figure AS f
  JOIN said_of_benefit AS b
    ON b.benefit_id = f.benefit_id AND b.beneficiary_org_code = f.beneficiary_org_code
  JOIN (
    SELECT org_code FROM ancestor
    UNION
    SELECT predecessor_code FROM ancestor
  ) AS m ON m.org_code = f.beneficiary_org_code
  CROSS JOIN (
    SELECT 'planned_gbp' AS amount
    UNION ALL
    SELECT 'forecast_gbp'
    UNION ALL
    SELECT 'realised_gbp'
    UNION ALL
    SELECT 'realised_value'
  ) AS a
) AS listed
WHERE figure > 0 AND figure < 1e15
