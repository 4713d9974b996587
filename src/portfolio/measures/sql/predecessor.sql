-- needs: as_at
-- kept
-- Organisations that had closed by the period's end, with each that follows them and goes on longer.
SELECT
  f.org_code, c.org_code AS predecessor_code, c.closed_on,
  position(';' IN c.successor_codes) > 0 AS is_split
FROM (
  SELECT org_code, max(valid_to) AS closed_on, max(successor_codes) AS successor_codes
  FROM reference_organisation
  GROUP BY org_code
  HAVING count(*) = count(valid_to) AND count(successor_codes) > 0
) AS c
CROSS JOIN as_at
JOIN (
  SELECT
    org_code, CASE WHEN count(*) = count(valid_to) THEN max(valid_to) END AS closed_on
  FROM reference_organisation
  GROUP BY org_code
) AS f
  ON position(';' || f.org_code || ';' IN ';' || c.successor_codes || ';') > 0
  AND (f.closed_on IS NULL OR f.closed_on > c.closed_on)
WHERE c.closed_on < as_at.period_end
