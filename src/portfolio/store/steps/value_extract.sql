-- needs: standing_extract, current_extract, benefit_candidate
-- Which values extract counts for a benefit at a beneficiary, where it is not the partner's current
-- one: the last that holds the figures of a benefit left out after it was achieved or had ceased.
SELECT partner_code, benefit_id, beneficiary_org_code, submission_id, sent_for_period, received_on
FROM (
  SELECT
    e.partner_code, v.benefit_id, v.beneficiary_org_code, v.submission_id,
    e.period AS sent_for_period, e.received_on,
    row_number() OVER (
      PARTITION BY e.partner_code, v.benefit_id, v.beneficiary_org_code ORDER BY e.period DESC
    ) AS place
  FROM (
    SELECT DISTINCT submission_id, benefit_id, beneficiary_org_code FROM accepted_benefit_values
  ) AS v
  JOIN standing_extract AS e ON e.submission_id = v.submission_id AND e.kind = 'benefit_values'
  JOIN benefit_candidate AS b
    ON b.partner_code = e.partner_code
    AND b.benefit_id = v.benefit_id
    AND b.beneficiary_org_code = v.beneficiary_org_code
  WHERE b.is_left_out
) AS ranked
WHERE place = 1
  AND submission_id NOT IN (SELECT submission_id FROM current_extract WHERE kind = 'benefit_values')
