-- needs: value_candidate
-- Which extracts give figures for a benefit at a beneficiary, own or confirmed apart from claims,
-- and how many do: nearly always one.
SELECT
  g.benefit_id, g.beneficiary_org_code, g.is_claim, g.submission_id, g.programme_id,
  g.from_lead_now,
  count(*) OVER (PARTITION BY g.benefit_id, g.beneficiary_org_code, g.is_claim) AS extract_count
FROM (
  SELECT
    benefit_id, beneficiary_org_code, sent_as = 'claimed' AS is_claim, submission_id,
    min(programme_id) AS programme_id, bool_or(from_lead_now) AS from_lead_now
  FROM value_candidate
  GROUP BY benefit_id, beneficiary_org_code, sent_as = 'claimed', submission_id
) AS g
