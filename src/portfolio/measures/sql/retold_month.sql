-- needs: shared_month, figure_before
-- How much of each predecessor's figure a successor tells again: what it says beyond its own figure
-- of before, the last that closed first. Where none was split, less than the smallest of them has
-- none of them in it and is its own, and what is nearly all of them together is all; give or take a
-- tenth of the smallest.
SELECT
  benefit_id, org_code, predecessor_code, period, amount, predecessor_figure, is_split,
  CASE
    WHEN amount = 'realised_value' AND combines <> 'sum'
      THEN CASE WHEN figure = predecessor_figure AND beyond > 0 THEN figure ELSE 0 END
    ELSE greatest(0, least(predecessor_figure, told - told_of_later))
  END AS retold
FROM (
  SELECT
    m.*,
    CASE
      WHEN m.has_split THEN m.beyond
      WHEN m.beyond < m.smallest * 9 / 10 THEN 0
      WHEN abs(m.beyond - m.together) < m.smallest / 10 THEN m.together
      ELSE m.beyond
    END AS told,
    coalesce(sum(m.predecessor_figure) OVER (
      PARTITION BY m.benefit_id, m.org_code, m.period, m.amount
      ORDER BY
        m.closed_on DESC, CASE WHEN m.is_split THEN 1 ELSE 0 END,
        CASE WHEN m.predecessor_figure = m.beyond THEN 0 ELSE 1 END, m.predecessor_code
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS told_of_later
  FROM (
    SELECT
      s.*, s.figure - coalesce(b.figure, 0) AS beyond,
      sum(s.predecessor_figure) OVER same AS together,
      min(s.predecessor_figure) OVER same AS smallest,
      max(CASE WHEN s.is_split THEN 1 ELSE 0 END) OVER same = 1 AS has_split
    FROM shared_month AS s
    LEFT JOIN figure_before AS b
      ON b.benefit_id = s.benefit_id
      AND b.org_code = s.org_code
      AND b.period = s.period
      AND b.amount = s.amount
    WINDOW same AS (PARTITION BY s.benefit_id, s.org_code, s.period, s.amount)
  ) AS m
) AS placed
