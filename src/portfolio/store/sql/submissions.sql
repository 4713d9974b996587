-- The ledger, oldest first: all of it, or one partner's, one period's, one submission.
SELECT
  s.submission_id, s.partner_code, s.period, s.received_on, s.recorded_at, s.contract_version,
  s.notes, w.withdrawn_at, w.reason
FROM ledger_submission AS s
LEFT JOIN ledger_withdrawal AS w ON w.submission_id = s.submission_id
WHERE (cast($partner_code AS VARCHAR) IS NULL OR s.partner_code = $partner_code)
  AND (cast($in_period AS VARCHAR) IS NULL OR s.period = $in_period)
  AND (cast($submission_id AS INTEGER) IS NULL OR s.submission_id = $submission_id)
ORDER BY s.submission_id
