-- needs: current_extract
-- kept
-- Programmes as at the period: one row per programme_id, as its present lead's partner sent it.
-- A closed partner's programmes live on only in another partner's extract.
SELECT p.*, ranked.partner_code, ranked.sent_for_period, ranked.received_on
FROM accepted_programmes AS p
JOIN (
  SELECT
    a.submission_id, a.row_number, e.partner_code, e.period AS sent_for_period, e.received_on,
    row_number() OVER (
      PARTITION BY a.programme_id
      ORDER BY e.period DESC, e.received_on DESC, e.submission_id DESC
    ) AS place
  FROM accepted_programmes AS a
  JOIN current_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
  WHERE e.closed_on IS NULL
) AS ranked ON ranked.submission_id = p.submission_id AND ranked.row_number = p.row_number
WHERE ranked.place = 1
