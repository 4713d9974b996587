-- needs: current_extract
-- Per partner and kind the rows of its current extract, and those whose id another partner's
-- current extract has too.
SELECT partner_code, kind, count(*) AS row_count, count(CASE WHEN senders > 1 THEN 1 END) AS shared
FROM (
  SELECT
    partner_code, kind, count(*) OVER (PARTITION BY kind, id) AS senders
  FROM (
    SELECT e.partner_code, e.kind, a.programme_id AS id
    FROM accepted_programmes AS a
    JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
    WHERE e.closed_on IS NULL
    UNION ALL
    SELECT e.partner_code, e.kind, a.risk_id
    FROM accepted_risks AS a
    JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'risks'
    WHERE e.closed_on IS NULL
    UNION ALL
    SELECT e.partner_code, e.kind, a.lesson_id
    FROM accepted_lessons AS a
    JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'lessons'
    WHERE e.closed_on IS NULL
  ) AS ids
) AS counted
GROUP BY partner_code, kind
