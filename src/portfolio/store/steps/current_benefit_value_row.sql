-- needs: value_candidate
-- Monthly rows that stand: per benefit, beneficiary and month at most one own or confirmed row
-- and one claim, by the rules that hold for adoptions.
SELECT
  submission_id, row_number, benefit_id, beneficiary_org_code, period,
  planned_value, forecast_value, realised_value, planned_gbp, forecast_gbp, realised_gbp,
  value_note, sent_as, partner_code, sent_for_period, received_on, programme_id, is_claim
FROM (
  SELECT
    c.submission_id, c.row_number, c.benefit_id, c.beneficiary_org_code, c.period,
    c.planned_value, c.forecast_value, c.realised_value,
    c.planned_gbp, c.forecast_gbp, c.realised_gbp, c.value_note, c.sent_as,
    c.partner_code, c.sent_for_period, c.received_on, c.programme_id,
    c.sent_as = 'claimed' AS is_claim,
    row_number() OVER (
      PARTITION BY c.benefit_id, c.beneficiary_org_code, c.period, c.sent_as = 'claimed'
      ORDER BY c.sent_for_period DESC, c.received_on DESC, c.submission_id DESC
    ) AS place
  FROM value_candidate AS c
  LEFT JOIN (
    SELECT DISTINCT programme_id FROM value_candidate WHERE from_lead
  ) AS lead_programme ON lead_programme.programme_id = c.programme_id
  LEFT JOIN (
    SELECT DISTINCT o.benefit_id, o.beneficiary_org_code, o.period
    FROM value_candidate AS o
    JOIN value_candidate AS n
      ON n.benefit_id = o.benefit_id
      AND n.beneficiary_org_code = o.beneficiary_org_code
      AND n.period = o.period
    WHERE o.closed_on IS NOT NULL AND o.sent_as = 'own' AND NOT o.from_lead AND n.from_lead
  ) AS taken_over
    ON taken_over.benefit_id = c.benefit_id
    AND taken_over.beneficiary_org_code = c.beneficiary_org_code
    AND taken_over.period = c.period
  WHERE c.from_lead
    OR CASE c.sent_as
      WHEN 'claimed' THEN lead_programme.programme_id IS NULL
      WHEN 'own' THEN c.closed_on IS NULL OR taken_over.benefit_id IS NULL
      ELSE TRUE
    END
) AS ranked
WHERE place = 1
