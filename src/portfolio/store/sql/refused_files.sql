SELECT refusal_id, kind, row_count, stop_count, note_count
FROM ledger_refused_file
ORDER BY refusal_id
