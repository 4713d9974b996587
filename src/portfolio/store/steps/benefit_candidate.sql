-- needs: standing_extract, current_extract, known_programme, spoken_for, closed_lead
-- kept
-- Every register row of a current extract, and the last appearance of each that its partner left
-- out after it was achieved or had ceased: its figures stay counted. How each was sent is worked
-- out as for adoptions.
SELECT
  e.submission_id, e.row_number, e.benefit_id, e.beneficiary_org_code, e.programme_id,
  e.partner_code, e.sent_for_period, e.received_on, e.is_left_out,
  CASE
    WHEN w.is_own_word IS NULL THEN 'claimed'
    WHEN p.lead_org_code = e.beneficiary_org_code THEN 'own'
    WHEN NOT w.is_own_word AND p.lead_partner_code = e.partner_code THEN 'claimed'
    ELSE 'confirmed'
  END AS sent_as,
  e.partner_code = p.lead_partner_code AS from_lead,
  x.programme_id IS NOT NULL AS from_closed_lead
FROM (
  SELECT
    b.submission_id, b.row_number, b.benefit_id, b.beneficiary_org_code, b.programme_id, b.status,
    s.partner_code, s.period AS sent_for_period, s.received_on,
    s.submission_id <> c.submission_id AS is_left_out,
    row_number() OVER (
      PARTITION BY s.partner_code, b.benefit_id, b.beneficiary_org_code
      ORDER BY s.period DESC
    ) AS place
  FROM accepted_benefits AS b
  JOIN standing_extract AS s ON s.submission_id = b.submission_id AND s.kind = 'benefits'
  JOIN current_extract AS c ON c.partner_code = s.partner_code AND c.kind = 'benefits'
) AS e
LEFT JOIN known_programme AS p ON p.programme_id = e.programme_id
LEFT JOIN spoken_for AS w
  ON w.partner_code = e.partner_code
  AND w.period = e.sent_for_period
  AND w.org_code = e.beneficiary_org_code
LEFT JOIN closed_lead AS x
  ON x.partner_code = e.partner_code AND x.programme_id = e.programme_id
WHERE e.place = 1 AND (NOT e.is_left_out OR e.status IN ('achieved', 'ceased'))
