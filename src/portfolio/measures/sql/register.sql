-- needs: said_of_benefit, benefit_share, known_programme
-- The register of the whole system: what is said of each benefit at each beneficiary, and the
-- share of it that counts.
SELECT
  b.benefit_id, b.beneficiary_org_code, b.programme_id, b.benefit_name, b.payer_org_code,
  b.benefit_type, b.effect, b.status, b.evidence, b.outcome_code, b.sent_as,
  b.foreseen, b.noticed_by, b.measure, b.unit, b.better, b.combines,
  b.baseline_value, b.baseline_date, b.target_value, b.target_date,
  b.recalculate_from, b.recalculate_reason, b.partner_code,
  cast(s.attribution AS DOUBLE) AS attribution_share,
  cast(s.counted_share AS DOUBLE) AS counted_share
FROM said_of_benefit AS b
JOIN benefit_share AS s
  ON s.benefit_id = b.benefit_id AND s.beneficiary_org_code = b.beneficiary_org_code
JOIN known_programme AS p ON p.programme_id = b.programme_id
