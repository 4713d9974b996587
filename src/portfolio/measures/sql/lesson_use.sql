-- needs: lesson, current_lesson_use
-- One row per lesson and other organisation that used or considered it, as it was last sent. An
-- organisation's use of its own lesson is not counted.
SELECT
  u.lesson_id, l.kind, l.title, l.org_code AS from_org_code,
  u.used_by_org_code, u.used_date, u.outcome, u.programme_id, u.benefit_id
FROM (
  SELECT
    c.*,
    row_number() OVER (
      PARTITION BY c.lesson_id, c.used_by_org_code
      ORDER BY c.sent_for_period DESC, c.received_on DESC, c.submission_id DESC
    ) AS place
  FROM current_lesson_use AS c
) AS u
JOIN lesson AS l ON l.lesson_id = u.lesson_id
WHERE u.place = 1 AND u.used_by_org_code <> l.org_code
