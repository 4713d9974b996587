-- needs: current_extract, known_programme, spoken_for, closed_lead
-- kept
-- Every adoption row of a current extract, how it was sent given who leads as at the period, and
-- whether the present lead's partner sent it.
SELECT
  a.submission_id, a.row_number, a.programme_id, a.org_code,
  e.partner_code, e.period AS sent_for_period, e.received_on,
  CASE
    WHEN w.is_own_word IS NULL THEN 'claimed'
    WHEN p.lead_org_code = a.org_code THEN 'own'
    WHEN NOT w.is_own_word AND p.lead_partner_code = e.partner_code THEN 'claimed'
    ELSE 'confirmed'
  END AS sent_as,
  e.partner_code = p.lead_partner_code AS from_lead,
  x.programme_id IS NOT NULL AS from_closed_lead
FROM accepted_adoptions AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'adoptions'
LEFT JOIN known_programme AS p ON p.programme_id = a.programme_id
LEFT JOIN spoken_for AS w
  ON w.partner_code = e.partner_code AND w.period = e.period AND w.org_code = a.org_code
LEFT JOIN closed_lead AS x
  ON x.partner_code = e.partner_code AND x.programme_id = a.programme_id
