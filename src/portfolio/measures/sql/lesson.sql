-- needs: as_at, current_lesson
-- One row per lesson that stands: as it was last sent, and whether it is old enough (dated more
-- than three months before the period's end) that others have had time to use it.
SELECT
  lesson_id, org_code, kind, category, title, summary, date, programme_id, contact_role, link,
  cast(date + INTERVAL '3' MONTH AS DATE) < period_end AS is_old_enough
FROM (
  SELECT
    l.*, as_at.period_end,
    row_number() OVER (
      PARTITION BY l.lesson_id
      ORDER BY l.sent_for_period DESC, l.received_on DESC, l.submission_id DESC
    ) AS place
  FROM current_lesson AS l
  CROSS JOIN as_at
) AS ranked
WHERE place = 1
