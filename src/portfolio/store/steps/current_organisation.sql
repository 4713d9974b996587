-- needs: as_at
-- kept
-- Per organisation the reference row for the period: the latest begun, else its first.
-- Open in a period means open on its last day.
SELECT
  org_code, org_name, org_type, place, population, is_partner, reports_through,
  valid_from, valid_to, successor_codes, is_open
FROM (
  SELECT
    o.org_code, o.org_name, o.org_type, o.place, o.population, o.is_partner,
    o.reports_through, o.valid_from, o.valid_to, o.successor_codes,
    (o.valid_from IS NULL OR o.valid_from <= as_at.period_end)
      AND (o.valid_to IS NULL OR o.valid_to >= as_at.period_end) AS is_open,
    row_number() OVER (
      PARTITION BY o.org_code
      ORDER BY
        CASE WHEN o.valid_from IS NULL OR o.valid_from <= as_at.period_end THEN 0 ELSE 1 END,
        CASE
          WHEN o.valid_from <= as_at.period_end THEN o.valid_from
          WHEN o.valid_from IS NULL THEN cast('0001-01-01' AS DATE)
        END DESC,
        o.valid_from
    ) AS row_place
  FROM reference_organisation AS o
  CROSS JOIN as_at
) AS ranked
WHERE row_place = 1
