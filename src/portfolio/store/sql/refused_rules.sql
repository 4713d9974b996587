SELECT refusal_id, rule
FROM ledger_refused_rule
ORDER BY refusal_id, rule
