-- needs: standing_extract, current_extract, known_programme
-- Every register row of a current extract, and the last appearance of each that its partner left
-- out after it was achieved or had ceased: its figures stay counted.
SELECT
  submission_id, row_number, benefit_id, beneficiary_org_code, programme_id, sent_as,
  partner_code, sent_for_period, received_on, closed_on, is_left_out, from_lead
FROM (
  SELECT
    b.submission_id, b.row_number, b.benefit_id, b.beneficiary_org_code, b.programme_id,
    b.sent_as, b.status, e.partner_code, e.period AS sent_for_period, e.received_on,
    c.closed_on, e.submission_id <> c.submission_id AS is_left_out,
    e.partner_code = p.partner_code AS from_lead,
    row_number() OVER (
      PARTITION BY e.partner_code, b.benefit_id, b.beneficiary_org_code
      ORDER BY e.period DESC
    ) AS place
  FROM accepted_benefits AS b
  JOIN standing_extract AS e ON e.submission_id = b.submission_id AND e.kind = 'benefits'
  JOIN current_extract AS c ON c.partner_code = e.partner_code AND c.kind = 'benefits'
  LEFT JOIN known_programme AS p ON p.programme_id = b.programme_id
) AS appearance
WHERE place = 1 AND (NOT is_left_out OR status IN ('achieved', 'ceased'))
