-- needs: current_extract
-- kept
-- The programmes that a partner still led when it closed: what it says of them counts until the
-- new lead says the same.
SELECT a.programme_id, e.partner_code
FROM accepted_programmes AS a
JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
WHERE e.closed_on IS NOT NULL
