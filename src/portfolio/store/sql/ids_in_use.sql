-- Every id that an accepted submission, not withdrawn, has used: by which partner, whose it was then
-- (the programme's lead, or the organisation that holds it), and from whom a programme was taken
-- over. Of each partner the use nearest to a period, of an id's uses the nearest last: those up to
-- the period come after later ones.
SELECT kind, id, partner_code, owner_code, taken_from, later_period <> '' AS is_later
FROM (
  SELECT
    used.kind, used.id, s.partner_code, coalesce(used.owner_code, s.partner_code) AS owner_code,
    used.taken_from, s.received_on, s.submission_id,
    CASE WHEN s.period > $period THEN s.period ELSE '' END AS later_period,
    CASE WHEN s.period > $period THEN '' ELSE s.period END AS earlier_period,
    row_number() OVER (
      PARTITION BY used.kind, used.id, s.partner_code
      ORDER BY
        CASE WHEN s.period > $period THEN s.period ELSE '' END,
        s.period DESC, s.received_on DESC, s.submission_id DESC
    ) AS place
  FROM (
    SELECT
      'programmes' AS kind, programme_id AS id, submission_id, lead_org_code AS owner_code,
      transferred_from_org_code AS taken_from
    FROM accepted_programmes
    UNION ALL
    SELECT DISTINCT 'benefits', benefit_id, submission_id, cast(NULL AS VARCHAR), cast(NULL AS VARCHAR)
    FROM accepted_benefits
    UNION ALL
    SELECT 'risks', risk_id, submission_id, org_code, cast(NULL AS VARCHAR) FROM accepted_risks
    UNION ALL
    SELECT 'lessons', lesson_id, submission_id, org_code, cast(NULL AS VARCHAR)
    FROM accepted_lessons
  ) AS used
  JOIN ledger_submission AS s ON s.submission_id = used.submission_id
  LEFT JOIN ledger_withdrawal AS w ON w.submission_id = used.submission_id
  WHERE w.submission_id IS NULL
) AS ranked
WHERE place = 1
ORDER BY kind, id, later_period DESC, earlier_period, received_on, submission_id
