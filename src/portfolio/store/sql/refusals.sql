-- Refused returns, oldest first.
SELECT refusal_id, partner_code, period, received_on, recorded_at, contract_version
FROM ledger_refusal
ORDER BY refusal_id
