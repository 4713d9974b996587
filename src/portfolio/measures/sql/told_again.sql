-- needs: retold_part
-- kept
-- Per benefit, organisation and month what is told by a successor too and counts there instead.
-- Where several that share one predecessor together tell more than it said, they have told each
-- other's part as well: nothing says which is whose, so its own figure stands and what they tell
-- again is taken off theirs.
SELECT
  benefit_id, org_code, period,
  sum(CASE WHEN amount = 'planned_gbp' THEN told END) AS planned_gbp,
  sum(CASE WHEN amount = 'forecast_gbp' THEN told END) AS forecast_gbp,
  sum(CASE WHEN amount = 'realised_gbp' THEN told END) AS realised_gbp,
  sum(CASE WHEN amount = 'realised_value' THEN told END) AS realised_value
FROM (
  SELECT
    benefit_id, predecessor_code AS org_code, period, amount,
    CASE WHEN is_over = 1 THEN 0 ELSE least(max(predecessor_figure), sum(retold)) END AS told
  FROM retold_part
  GROUP BY benefit_id, predecessor_code, period, amount, is_over
  UNION ALL
  SELECT benefit_id, org_code, period, amount, retold FROM retold_part WHERE is_over = 1
) AS parts
GROUP BY benefit_id, org_code, period
HAVING max(told) > 0
