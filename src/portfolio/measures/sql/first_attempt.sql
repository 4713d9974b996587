-- needs: as_at
-- Per partner and reporting period how its return began: how many attempts were refused before the
-- first was taken, and the findings and rows of all that is on record.
SELECT
  a.partner_code, a.period, a.first_taken_at IS NOT NULL AS is_taken,
  count(CASE WHEN r.recorded_at < coalesce(a.first_taken_at, r.recorded_at + INTERVAL '1' DAY)
    THEN 1 END) AS refused_first,
  coalesce(sum(r.findings), 0) AS findings,
  coalesce(sum(r.row_count), 0) + coalesce(max(a.row_count), 0) AS row_count
FROM (
  SELECT partner_code, period, min(taken_at) AS first_taken_at, sum(row_count) AS row_count
  FROM (
    SELECT
      s.partner_code, s.period, s.recorded_at AS taken_at,
      (SELECT sum(f.row_count) FROM ledger_file AS f WHERE f.submission_id = s.submission_id)
        AS row_count
    FROM ledger_submission AS s
    CROSS JOIN as_at
    WHERE s.period <= as_at.period AND (as_at.known_on IS NULL OR s.received_on <= as_at.known_on)
    UNION ALL
    SELECT q.partner_code, q.period, NULL, NULL
    FROM ledger_refusal AS q
    CROSS JOIN as_at
    WHERE q.period <= as_at.period AND (as_at.known_on IS NULL OR q.received_on <= as_at.known_on)
  ) AS attempt
  GROUP BY partner_code, period
) AS a
LEFT JOIN (
  SELECT
    q.partner_code, q.period, q.recorded_at, sum(f.stop_count + f.note_count) AS findings,
    sum(f.row_count) AS row_count
  FROM ledger_refusal AS q
  CROSS JOIN as_at
  LEFT JOIN ledger_refused_file AS f ON f.refusal_id = q.refusal_id
  WHERE as_at.known_on IS NULL OR q.received_on <= as_at.known_on
  GROUP BY q.refusal_id, q.partner_code, q.period, q.recorded_at
) AS r ON r.partner_code = a.partner_code AND r.period = a.period
GROUP BY a.partner_code, a.period, a.first_taken_at
