-- needs: standing_extract
-- The reporting periods that a return stands for, in order.
SELECT DISTINCT period
FROM standing_extract
ORDER BY period
