-- needs: ancestor, merged_figure
-- kept
-- The months of which a successor and one that it follows both give a figure. `first_closed_on` is
-- when the first of all those closed.
SELECT
  f.benefit_id, f.org_code, f.period, f.amount, f.combines, f.figure,
  a.predecessor_code, a.closed_on, a.is_split, p.figure AS predecessor_figure,
  min(a.closed_on) OVER (
    PARTITION BY f.benefit_id, f.org_code, f.period, f.amount
  ) AS first_closed_on
FROM merged_figure AS f
JOIN ancestor AS a ON a.org_code = f.org_code
JOIN merged_figure AS p
  ON p.org_code = a.predecessor_code
  AND p.benefit_id = f.benefit_id
  AND p.period = f.period
  AND p.amount = f.amount
