-- needs: standing_extract, current_organisation
-- kept
-- Per partner and kind the standing extract of the latest period. `closed_on` is the partner's
-- last day where it has closed by the period's end: nothing of it counts for later months.
SELECT
  ranked.partner_code, ranked.kind, ranked.period, ranked.received_on, ranked.submission_id,
  CASE WHEN NOT o.is_open THEN o.valid_to END AS closed_on
FROM (
  SELECT
    partner_code, kind, period, received_on, submission_id,
    row_number() OVER (PARTITION BY partner_code, kind ORDER BY period DESC) AS place
  FROM standing_extract
) AS ranked
LEFT JOIN current_organisation AS o ON o.org_code = ranked.partner_code
WHERE ranked.place = 1
