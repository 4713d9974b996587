-- needs: current_extract, known_programme
-- Every adoption row of a current extract, and whether the present lead's partner sent it.
SELECT
  a.submission_id, a.row_number, a.programme_id, a.org_code, a.sent_as,
  e.partner_code, e.period AS sent_for_period, e.received_on, e.closed_on,
  e.partner_code = p.partner_code AS from_lead
FROM accepted_adoptions AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'adoptions'
LEFT JOIN known_programme AS p ON p.programme_id = a.programme_id
