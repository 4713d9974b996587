-- needs: said_of_month, revised_month
-- All that was said of a revised month by the one who revised it, in the order in which it came.
SELECT m.*
FROM said_of_month AS m
JOIN revised_month AS r
  ON r.benefit_id = m.benefit_id
  AND r.beneficiary_org_code = m.beneficiary_org_code
  AND r.period = m.period
  AND r.sent_by = m.sent_by
ORDER BY m.benefit_id, m.beneficiary_org_code, m.period, m.received_on, m.submission_id
