-- needs: current_benefit_row
-- kept
-- What is said of each benefit at each beneficiary: the organisation's own register row, or the
-- lead's where it sent none; blanks are not filled from the other.
SELECT
  benefit_id, beneficiary_org_code, programme_id, benefit_name, payer_org_code, benefit_type,
  effect, foreseen, noticed_by, measure, unit, better, combines, baseline_value, baseline_date,
  target_value, target_date, status, evidence, outcome_code, attribution, sent_as, received_on,
  recalculate_from, recalculate_reason, partner_code
FROM (
  SELECT
    benefit_id, beneficiary_org_code, programme_id, benefit_name, payer_org_code, benefit_type,
    effect, foreseen, noticed_by, measure, unit, better, coalesce(combines, 'sum') AS combines,
    baseline_value, baseline_date, target_value, target_date, status, evidence, outcome_code,
    cast(coalesce(attribution_pct, 100) / 100 AS DECIMAL(20, 15)) AS attribution,
    sent_as, received_on, recalculate_from, recalculate_reason, partner_code,
    row_number() OVER (
      PARTITION BY benefit_id, beneficiary_org_code ORDER BY CASE WHEN is_claim THEN 1 ELSE 0 END
    ) AS place
  FROM current_benefit_row
) AS ranked
WHERE place = 1
