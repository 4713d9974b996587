-- needs: as_at
-- Per reporting period up to the one chosen and partner open on its last day: when a return is
-- due, when the first one came, and whether one stands.
SELECT
  r.period, o.org_code, r.due_date,
  min(s.received_on) AS received_on,
  bool_or(s.received_on IS NOT NULL AND s.withdrawn_on IS NULL) AS stands
FROM reference_reporting_period AS r
CROSS JOIN as_at
JOIN (
  SELECT DISTINCT
    p.period, m.org_code
  FROM reference_reporting_period AS p
  JOIN reference_organisation AS m
    ON m.is_partner
    AND (m.valid_from IS NULL OR m.valid_from < cast(p.period || '-01' AS DATE) + INTERVAL '1' MONTH)
    AND (
      m.valid_to IS NULL
      OR m.valid_to >= cast(p.period || '-01' AS DATE) + INTERVAL '1' MONTH - INTERVAL '1' DAY
    )
) AS o ON o.period = r.period
LEFT JOIN (
  SELECT
    l.partner_code, l.period, l.received_on,
    CASE
      WHEN a.known_on IS NULL OR cast(w.withdrawn_at AS DATE) <= a.known_on
        THEN cast(w.withdrawn_at AS DATE)
    END AS withdrawn_on
  FROM ledger_submission AS l
  CROSS JOIN as_at AS a
  LEFT JOIN ledger_withdrawal AS w ON w.submission_id = l.submission_id
  WHERE a.known_on IS NULL OR l.received_on <= a.known_on
) AS s ON s.partner_code = o.org_code AND s.period = r.period
WHERE r.period <= as_at.period
GROUP BY r.period, o.org_code, r.due_date
