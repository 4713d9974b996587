-- needs: figure, figure_told_once, said_of_benefit, benefit_share
-- Benefits without any figure in pounds, at each beneficiary, and whether they are realised there:
-- a sum when it is above nothing; an average or a stock when its latest value is better than its
-- baseline; not known (null) without a baseline or a direction.
SELECT
  b.benefit_id, b.beneficiary_org_code, b.programme_id,
  CASE
    WHEN b.combines = 'sum' THEN coalesce(v.total > 1e-9 * v.size, FALSE) AND s.counted_share > 0
    WHEN b.baseline_value IS NULL OR b.better = 'neither' THEN NULL
    ELSE coalesce(
      CASE b.better WHEN 'higher' THEN v.latest - b.baseline_value
        ELSE b.baseline_value - v.latest END
      > 1e-9 * greatest(abs(v.latest), abs(b.baseline_value)),
      FALSE
    )
  END AS is_realised
FROM said_of_benefit AS b
JOIN benefit_share AS s
  ON s.benefit_id = b.benefit_id AND s.beneficiary_org_code = b.beneficiary_org_code
LEFT JOIN (
  SELECT
    benefit_id, beneficiary_org_code, sum(realised_value) AS total,
    sum(abs(realised_value)) AS size,
    max(CASE WHEN place = 1 THEN realised_value END) AS latest
  FROM (
    SELECT
      benefit_id, beneficiary_org_code, realised_value,
      row_number() OVER (
        PARTITION BY benefit_id, beneficiary_org_code ORDER BY period DESC
      ) AS place
    FROM figure_told_once
    WHERE realised_value IS NOT NULL
  ) AS dated
  GROUP BY benefit_id, beneficiary_org_code
) AS v ON v.benefit_id = b.benefit_id AND v.beneficiary_org_code = b.beneficiary_org_code
WHERE b.effect = 'benefit'
  AND b.benefit_id NOT IN (
    SELECT benefit_id
    FROM figure
    WHERE coalesce(
      own_planned_gbp, claim_planned_gbp, own_forecast_gbp, claim_forecast_gbp,
      own_realised_gbp, claim_realised_gbp
    ) IS NOT NULL
  )
