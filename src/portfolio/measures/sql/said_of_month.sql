-- needs: as_at
-- What each submission said was realised of each benefit where it lands, month by month; withdrawn
-- submissions said nothing.
SELECT
  v.benefit_id, v.beneficiary_org_code, v.period, s.partner_code AS sent_by,
  s.received_on, s.submission_id, v.realised_value, v.realised_gbp
FROM accepted_benefit_values AS v
JOIN ledger_submission AS s ON s.submission_id = v.submission_id
CROSS JOIN as_at
LEFT JOIN ledger_withdrawal AS w
  ON w.submission_id = s.submission_id
  AND (as_at.known_on IS NULL OR cast(w.withdrawn_at AS DATE) <= as_at.known_on)
WHERE s.period <= as_at.period
  AND (as_at.known_on IS NULL OR s.received_on <= as_at.known_on)
  AND w.submission_id IS NULL
