-- needs: standing_extract, as_at
-- The months from which the system stood differently: those returns were sent for, and those in
-- which a partner closed or was closed for the first time.
SELECT DISTINCT period
FROM (
  SELECT period FROM standing_extract
  UNION ALL
  SELECT substr(cast(valid_to AS VARCHAR), 1, 7) FROM reference_organisation
  WHERE is_partner AND valid_to IS NOT NULL
  UNION ALL
  SELECT substr(cast(valid_to + INTERVAL '1' MONTH AS VARCHAR), 1, 7) FROM reference_organisation
  WHERE is_partner AND valid_to IS NOT NULL
) AS stood
ORDER BY period
