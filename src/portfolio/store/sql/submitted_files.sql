SELECT submission_id, kind, file_name, sha256, size_bytes, row_count
FROM ledger_file
ORDER BY submission_id
