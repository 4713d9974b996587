-- The months of some benefits, as some submissions brought them.
SELECT *
FROM accepted_benefit_values
WHERE submission_id = ANY($submission_ids) AND benefit_id = ANY($benefit_ids)
