-- needs: said_of_benefit
-- kept
-- The share of each figure that counts. Where programmes claim more than the whole of one outcome
-- at a beneficiary, every share in the group is scaled back to the whole. Shares are exact
-- decimals, so that what counts does not depend on the order of rows.
SELECT
  b.benefit_id, b.beneficiary_org_code, b.programme_id, b.benefit_type, b.effect, b.outcome_code,
  b.attribution,
  CASE
    WHEN claimed.attribution > 1 THEN cast(b.attribution / claimed.attribution AS DECIMAL(20, 15))
    ELSE b.attribution
  END AS counted_share
FROM said_of_benefit AS b
LEFT JOIN (
  SELECT beneficiary_org_code, effect, outcome_code, sum(attribution) AS attribution
  FROM (
    SELECT
      beneficiary_org_code, effect, outcome_code, programme_id, max(attribution) AS attribution
    FROM said_of_benefit
    WHERE status <> 'cancelled' AND outcome_code IS NOT NULL
    GROUP BY beneficiary_org_code, effect, outcome_code, programme_id
  ) AS programme_share
  GROUP BY beneficiary_org_code, effect, outcome_code
) AS claimed
  ON claimed.beneficiary_org_code = b.beneficiary_org_code
  AND claimed.effect = b.effect
  AND claimed.outcome_code = b.outcome_code
  AND b.status <> 'cancelled'
