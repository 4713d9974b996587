-- needs: adoption_candidate
-- kept
-- Adoption rows that stand: per programme and organisation at most one own or confirmed row and
-- one claim. A former lead's claims stand until the present lead sends any row of the programme;
-- what a closed lead says of itself or of those it spoke for, until the new lead sends that row.
SELECT
  a.submission_id, a.row_number, a.programme_id, a.org_code, a.state, a.agreed_date, a.live_date,
  a.live_date_is, a.embedded_date, a.stopped_date, a.people_eligible, a.people_using,
  a.adaptation, a.reason, a.barrier, r.sent_as,
  r.partner_code, r.sent_for_period, r.received_on, r.sent_as = 'claimed' AS is_claim
FROM accepted_adoptions AS a
JOIN (
  SELECT
    c.submission_id, c.row_number, c.partner_code, c.sent_for_period, c.received_on, c.sent_as,
    row_number() OVER (
      PARTITION BY c.programme_id, c.org_code, c.sent_as = 'claimed'
      ORDER BY
        CASE WHEN c.sent_as = 'claimed' AND c.from_lead THEN 0 ELSE 1 END,
        c.sent_for_period DESC, c.received_on DESC, c.submission_id DESC
    ) AS place
  FROM adoption_candidate AS c
  LEFT JOIN (
    SELECT DISTINCT programme_id FROM adoption_candidate WHERE from_lead
  ) AS lead_programme ON lead_programme.programme_id = c.programme_id
  LEFT JOIN (
    SELECT DISTINCT programme_id, org_code FROM adoption_candidate WHERE from_lead
  ) AS lead_row ON lead_row.programme_id = c.programme_id AND lead_row.org_code = c.org_code
  WHERE coalesce(c.from_lead, TRUE)
    OR CASE
      WHEN c.sent_as = 'claimed' THEN lead_programme.programme_id IS NULL
      ELSE NOT c.from_closed_lead OR lead_row.programme_id IS NULL
    END
) AS r ON r.submission_id = a.submission_id AND r.row_number = a.row_number
WHERE r.place = 1
