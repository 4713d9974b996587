-- needs: current_extract
-- Which of a partner's submissions its next extract of each kind would replace or follow.
SELECT kind, period, received_on, submission_id
FROM current_extract
WHERE partner_code = $partner_code
ORDER BY kind
