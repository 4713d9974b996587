-- needs: as_at, current_adoption_row, current_organisation, known_programme
-- Adoption by programme and organisation: the organisation's own row, else the lead's, whole.
-- Live six months ago: the live date's six-month day (kept inside the month) has passed.
SELECT
  a.programme_id, a.org_code, o.org_name, o.org_type, coalesce(o.is_open, FALSE) AS is_open,
  p.lead_org_code, p.is_current, a.org_code = p.lead_org_code AS is_lead,
  a.state, a.agreed_date, a.live_date, a.live_date_is, a.embedded_date, a.stopped_date,
  a.people_eligible, a.people_using, a.adaptation, a.reason, a.barrier, a.sent_as, a.claimed_state,
  coalesce(
    cast(a.live_date + INTERVAL '6' MONTH AS DATE) <= as_at.period_end, FALSE
  ) AS was_live_6_months_ago,
  coalesce(
    cast(a.live_date + INTERVAL '6' MONTH AS DATE) <= as_at.period_end
    AND (
      a.stopped_date IS NULL OR a.stopped_date > cast(a.live_date + INTERVAL '6' MONTH AS DATE)
    ),
    FALSE
  ) AS was_still_live
FROM (
  SELECT
    r.*,
    max(CASE WHEN r.is_claim THEN r.state END) OVER (
      PARTITION BY r.programme_id, r.org_code
    ) AS claimed_state,
    row_number() OVER (
      PARTITION BY r.programme_id, r.org_code ORDER BY CASE WHEN r.is_claim THEN 1 ELSE 0 END
    ) AS place
  FROM current_adoption_row AS r
) AS a
CROSS JOIN as_at
JOIN known_programme AS p ON p.programme_id = a.programme_id
LEFT JOIN current_organisation AS o ON o.org_code = a.org_code
WHERE a.place = 1
