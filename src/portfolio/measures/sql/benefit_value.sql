-- needs: figure_told_once
-- One row per benefit, beneficiary and month with a realised value in the benefit's own unit: the
-- organisation's own where it gives one, else the claim, less what a successor tells again.
-- Not scaled by any share.
SELECT benefit_id, beneficiary_org_code, period, realised_value AS value, is_value_claimed, value_note
FROM figure_told_once
WHERE realised_value IS NOT NULL
