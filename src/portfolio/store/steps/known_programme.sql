-- needs: standing_extract, current_programme
-- Every programme that any standing extract names, with its latest row: the current one where
-- there is one, else the last one sent (a closed lead's, or one no longer reported).
SELECT
  programme_id, programme_name, lead_org_code, primary_theme, other_themes, stage,
  partner_code, sent_for_period, is_current
FROM (
  SELECT
    a.programme_id, a.programme_name, a.lead_org_code, a.primary_theme, a.other_themes, a.stage,
    e.partner_code, e.period AS sent_for_period, c.programme_id IS NOT NULL AS is_current,
    row_number() OVER (
      PARTITION BY a.programme_id
      ORDER BY
        CASE WHEN c.programme_id IS NULL THEN 1 ELSE 0 END,
        e.period DESC, e.received_on DESC, e.submission_id DESC
    ) AS place
  FROM accepted_programmes AS a
  JOIN standing_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
  LEFT JOIN current_programme AS c
    ON c.submission_id = a.submission_id AND c.row_number = a.row_number
) AS ranked
WHERE place = 1
