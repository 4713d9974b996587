-- needs: predecessor
-- Whom an organisation follows, directly or by way of one that has closed since.
SELECT org_code, predecessor_code, closed_on, max(is_split) AS is_split
FROM (
  SELECT org_code, predecessor_code, closed_on, CASE WHEN is_split THEN 1 ELSE 0 END AS is_split
  FROM predecessor
  UNION ALL
  SELECT
    n.org_code, p.predecessor_code, p.closed_on,
    CASE WHEN n.is_split OR p.is_split THEN 1 ELSE 0 END
  FROM predecessor AS p
  JOIN predecessor AS n ON n.predecessor_code = p.org_code
) AS way
GROUP BY org_code, predecessor_code, closed_on
