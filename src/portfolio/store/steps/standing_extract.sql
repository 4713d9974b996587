-- needs: as_at
-- kept
-- Per partner, kind and reporting period the extract that stands: the latest received by the
-- known-on day whose submission was not withdrawn by then.
SELECT partner_code, kind, period, received_on, submission_id
FROM (
  SELECT
    s.partner_code, f.kind, s.period, s.received_on, s.submission_id,
    row_number() OVER (
      PARTITION BY s.partner_code, f.kind, s.period
      ORDER BY s.received_on DESC, s.submission_id DESC
    ) AS place
  FROM ledger_submission AS s
  JOIN ledger_file AS f ON f.submission_id = s.submission_id
  CROSS JOIN as_at
  LEFT JOIN ledger_withdrawal AS w
    ON w.submission_id = s.submission_id
    AND (as_at.known_on IS NULL OR cast(w.withdrawn_at AS DATE) <= as_at.known_on)
  WHERE s.period <= as_at.period
    AND (as_at.known_on IS NULL OR s.received_on <= as_at.known_on)
    AND w.submission_id IS NULL
) AS ranked
WHERE place = 1
