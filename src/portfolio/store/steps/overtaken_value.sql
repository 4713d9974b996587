-- needs: value_candidate, value_series, closed_lead
-- Monthly rows that another extract has overtaken: by a later own or confirmed row, or by the new
-- lead's row where a closed lead had spoken of itself or of those it spoke for.
SELECT submission_id, row_number
FROM (
  SELECT
    c.submission_id, c.row_number,
    row_number() OVER (
      PARTITION BY c.benefit_id, c.beneficiary_org_code, c.period, s.is_claim
      ORDER BY
        CASE WHEN s.is_claim AND c.from_lead THEN 0 ELSE 1 END,
        c.sent_for_period DESC, c.received_on DESC, c.submission_id DESC
    ) AS place
  FROM value_candidate AS c
  JOIN value_series AS s
    ON s.benefit_id = c.benefit_id
    AND s.beneficiary_org_code = c.beneficiary_org_code
    AND s.submission_id = c.submission_id
    AND s.is_claim = (c.sent_as = 'claimed')
  WHERE s.extract_count > 1
) AS contested
WHERE place > 1
UNION
SELECT old.submission_id, old.row_number
FROM value_candidate AS old
JOIN closed_lead AS x
  ON x.partner_code = old.partner_code AND x.programme_id = old.programme_id
JOIN value_candidate AS new
  ON new.benefit_id = old.benefit_id
  AND new.beneficiary_org_code = old.beneficiary_org_code
  AND new.period = old.period
WHERE old.sent_as <> 'claimed' AND NOT old.from_lead
  AND new.from_lead_now
