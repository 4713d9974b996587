-- needs: value_candidate, value_series, overtaken_value
-- kept
-- Monthly rows that stand: per benefit, beneficiary and month at most one own or confirmed row
-- and one claim, by the rules that hold for adoptions.
SELECT
  c.submission_id, c.row_number, c.benefit_id, c.beneficiary_org_code, c.period,
  c.planned_value, c.forecast_value, c.realised_value,
  c.planned_gbp, c.forecast_gbp, c.realised_gbp, c.value_note, c.sent_as,
  c.partner_code, c.sent_for_period, c.received_on, c.programme_id,
  c.sent_as = 'claimed' AS is_claim
FROM value_candidate AS c
LEFT JOIN overtaken_value AS o
  ON o.submission_id = c.submission_id AND o.row_number = c.row_number
LEFT JOIN (
  SELECT DISTINCT programme_id FROM value_series WHERE from_lead_now
) AS lead_programme ON lead_programme.programme_id = c.programme_id
WHERE o.submission_id IS NULL
  AND (c.from_lead OR c.sent_as <> 'claimed' OR lead_programme.programme_id IS NULL)
