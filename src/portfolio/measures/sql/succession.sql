-- Organisations that have closed by today, with those that follow them (a list, `;` between).
SELECT org_code, max(successor_codes) AS successor_codes
FROM reference_organisation
GROUP BY org_code
HAVING count(*) = count(valid_to) AND max(valid_to) < current_date
