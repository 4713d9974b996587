-- Which file of which submission each accepted row came in.
SELECT
  f.submission_id, f.kind, f.file_name, s.partner_code, s.period AS sent_for_period, s.received_on
FROM ledger_file AS f
JOIN ledger_submission AS s ON s.submission_id = f.submission_id
