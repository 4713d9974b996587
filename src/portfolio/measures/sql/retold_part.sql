-- needs: retold_month
-- What successors tell again of each predecessor, and whether several of one together tell more than
-- it said, by more than rounding makes.
SELECT
  benefit_id, org_code, predecessor_code, period, amount, predecessor_figure, retold,
  CASE
    WHEN max(CASE WHEN is_split THEN 1 ELSE 0 END) OVER same = 1
      AND sum(retold) OVER same > max(predecessor_figure) OVER same * 1.01 THEN 1
    ELSE 0
  END AS is_over
FROM retold_month
WINDOW same AS (PARTITION BY benefit_id, predecessor_code, period, amount)
