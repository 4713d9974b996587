-- Every id that an accepted submission, not withdrawn, has used, with the partner that used it.
-- `period` is the last one in which it did.
SELECT used.kind, used.id, s.partner_code, max(s.period) AS period
FROM (
  SELECT DISTINCT 'programmes' AS kind, programme_id AS id, submission_id FROM accepted_programmes
  UNION ALL
  SELECT DISTINCT 'benefits', benefit_id, submission_id FROM accepted_benefits
  UNION ALL
  SELECT DISTINCT 'risks', risk_id, submission_id FROM accepted_risks
  UNION ALL
  SELECT DISTINCT 'lessons', lesson_id, submission_id FROM accepted_lessons
) AS used
JOIN ledger_submission AS s ON s.submission_id = used.submission_id
LEFT JOIN ledger_withdrawal AS w ON w.submission_id = used.submission_id
WHERE w.submission_id IS NULL
GROUP BY used.kind, used.id, s.partner_code
ORDER BY used.kind, used.id, s.partner_code
