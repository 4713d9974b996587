-- needs: standing_extract, current_extract
-- Every risk ever reported, by the row that stands or else its last one. It is current where its
-- holder's latest return has it and the holder is open; what was left out after it had ended, or
-- was held by a partner that has closed, is still counted among those once raised.
SELECT
  risk_id, org_code, programme_id, title, category, likelihood, consequence, status, raised_date,
  raised_by, visibility, target_likelihood, target_consequence, reward, reward_score, not_acting,
  issue_date, partner_code, closed_on,
  is_in_latest AND closed_on IS NULL AS is_current,
  is_in_latest OR status IN ('closed', 'became_issue') AS is_counted
FROM (
  SELECT
    r.*, e.partner_code, c.closed_on, e.submission_id = c.submission_id AS is_in_latest,
    row_number() OVER (
      PARTITION BY r.risk_id
      ORDER BY
        CASE WHEN e.submission_id = c.submission_id AND c.closed_on IS NULL THEN 0 ELSE 1 END,
        e.period DESC, e.received_on DESC, e.submission_id DESC
    ) AS place
  FROM accepted_risks AS r
  JOIN standing_extract AS e ON e.submission_id = r.submission_id AND e.kind = 'risks'
  JOIN current_extract AS c ON c.partner_code = e.partner_code AND c.kind = 'risks'
) AS ranked
WHERE place = 1
