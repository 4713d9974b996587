-- Every id that an accepted submission, not withdrawn, has used, with the partner that used it.
-- Of an id's partners the one that used it last comes last.
SELECT used.kind, used.id, s.partner_code
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
ORDER BY
  used.kind, used.id, max(s.period), max(s.received_on), max(s.submission_id)
