-- kept
-- The point in time a question is asked for: one row.
SELECT
  cast($period AS VARCHAR) AS period,
  cast(
    cast(cast($period AS VARCHAR) || '-01' AS DATE) + INTERVAL '1' MONTH - INTERVAL '1' DAY
    AS DATE
  ) AS period_end,
  cast($known_on AS DATE) AS known_on
