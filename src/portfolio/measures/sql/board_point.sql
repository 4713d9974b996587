-- needs: as_at
-- The board meetings held before the period's end, latest first, with what each saw: the latest
-- period that something stood for on that day.
SELECT m.meeting_date, max(s.period) AS period
FROM reference_board_meeting AS m
CROSS JOIN as_at
LEFT JOIN (
  SELECT l.submission_id, l.period, l.received_on, cast(w.withdrawn_at AS DATE) AS withdrawn_on
  FROM ledger_submission AS l
  LEFT JOIN ledger_withdrawal AS w ON w.submission_id = l.submission_id
) AS s
  ON s.received_on <= m.meeting_date
  AND s.period <= as_at.period
  AND (s.withdrawn_on IS NULL OR s.withdrawn_on > m.meeting_date)
WHERE m.meeting_date < as_at.period_end
  AND (as_at.known_on IS NULL OR m.meeting_date <= as_at.known_on)
GROUP BY m.meeting_date
ORDER BY m.meeting_date DESC
