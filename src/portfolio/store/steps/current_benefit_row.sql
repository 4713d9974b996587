-- needs: benefit_candidate
-- kept
-- Register rows that stand: per benefit and beneficiary at most one own or confirmed row and one
-- claim, by the rules that hold for adoptions.
SELECT
  b.submission_id, b.row_number, b.benefit_id, b.beneficiary_org_code, b.programme_id,
  b.benefit_name, b.payer_org_code, b.benefit_type, b.effect, b.foreseen, b.noticed_by, b.measure,
  b.unit, b.better, b.combines, b.baseline_value, b.baseline_date, b.target_value, b.target_date,
  b.status, b.evidence, b.outcome_code, b.attribution_pct, b.owner_role,
  b.recalculate_from, b.recalculate_reason,
  r.sent_as, r.partner_code, r.sent_for_period, r.received_on, r.is_left_out,
  r.sent_as = 'claimed' AS is_claim
FROM accepted_benefits AS b
JOIN (
  SELECT
    c.submission_id, c.row_number, c.partner_code, c.sent_for_period, c.received_on, c.sent_as,
    c.is_left_out,
    row_number() OVER (
      PARTITION BY c.benefit_id, c.beneficiary_org_code, c.sent_as = 'claimed'
      ORDER BY
        CASE WHEN c.sent_as = 'claimed' AND c.from_lead THEN 0 ELSE 1 END,
        c.sent_for_period DESC, c.received_on DESC, c.submission_id DESC
    ) AS place
  FROM benefit_candidate AS c
  LEFT JOIN (
    SELECT DISTINCT programme_id FROM benefit_candidate WHERE from_lead AND NOT is_left_out
  ) AS lead_programme ON lead_programme.programme_id = c.programme_id
  LEFT JOIN (
    SELECT DISTINCT benefit_id, beneficiary_org_code
    FROM benefit_candidate WHERE from_lead AND NOT is_left_out
  ) AS lead_row
    ON lead_row.benefit_id = c.benefit_id
    AND lead_row.beneficiary_org_code = c.beneficiary_org_code
  WHERE coalesce(c.from_lead, TRUE)
    OR CASE
      WHEN c.sent_as = 'claimed' THEN lead_programme.programme_id IS NULL
      ELSE NOT c.from_closed_lead OR lead_row.benefit_id IS NULL
    END
) AS r ON r.submission_id = b.submission_id AND r.row_number = b.row_number
WHERE r.place = 1
