-- needs: forebear
-- Whom an organisation follows, through a chain of up to five: nobody keeps returns of a longer one.
SELECT org_code, predecessor_code, closed_on, max(is_split) = 1 AS is_split
FROM (
  SELECT org_code, predecessor_code, closed_on, is_split
  FROM forebear
  UNION ALL
  SELECT
    n.org_code, p.predecessor_code, p.closed_on,
    CASE WHEN n.is_split = 1 OR p.is_split = 1 THEN 1 ELSE 0 END
  FROM forebear AS p
  JOIN forebear AS n ON n.predecessor_code = p.org_code
) AS way
GROUP BY org_code, predecessor_code, closed_on
