-- needs: standing_extract, current_programme, current_organisation
-- kept
-- Every programme that any standing extract names, with its latest row: the current one where
-- there is one, else the last one sent (a closed lead's, or one no longer reported). The lead's
-- partner is the one that the lead reports through as at the period.
SELECT
  ranked.programme_id, ranked.programme_name, ranked.lead_org_code, ranked.primary_theme,
  ranked.other_themes, ranked.stage, ranked.partner_code, ranked.sent_for_period,
  ranked.is_current,
  coalesce(
    CASE WHEN o.is_partner THEN o.org_code ELSE o.reports_through END, ranked.partner_code
  ) AS lead_partner_code
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
LEFT JOIN current_organisation AS o ON o.org_code = ranked.lead_org_code
WHERE ranked.place = 1
