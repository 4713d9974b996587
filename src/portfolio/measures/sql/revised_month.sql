-- needs: said_of_month
-- The months of which one sender did not always say the same.
SELECT benefit_id, beneficiary_org_code, period, sent_by
FROM said_of_month
GROUP BY benefit_id, beneficiary_org_code, period, sent_by
HAVING min(realised_value) <> max(realised_value) OR min(realised_gbp) <> max(realised_gbp)
