-- needs: standing_extract
-- The months of some benefits as each extract that stands has them, with the period each is for.
SELECT
  v.*, e.partner_code, e.period AS sent_for_period, e.received_on
FROM accepted_benefit_values AS v
JOIN standing_extract AS e ON e.submission_id = v.submission_id AND e.kind = 'benefit_values'
WHERE v.benefit_id = ANY($benefit_ids)
