-- needs: current_extract
-- Rows of each partner's current `risks` extract.
SELECT a.*, e.partner_code, e.period AS sent_for_period, e.received_on
FROM accepted_risks AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'risks'
