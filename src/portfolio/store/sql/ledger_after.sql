-- One row where a submission was received after a day, or any was ever withdrawn; else none.
SELECT submission_id FROM ledger_submission WHERE received_on > $known_on
UNION ALL
SELECT submission_id FROM ledger_withdrawal
LIMIT 1
