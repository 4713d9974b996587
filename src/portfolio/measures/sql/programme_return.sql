-- needs: standing_extract
-- What each return said of a programme's confidence, dates and cost: one row per programme and
-- reporting period, as its lead then sent it.
SELECT
  programme_id, period, lead_org_code, stage, sro, independent, forward_look,
  planned_end_date, forecast_end_date, approved_cost_gbp, forecast_cost_gbp
FROM (
  SELECT
    a.programme_id, e.period, a.lead_org_code, a.stage, a.sro_confidence AS sro,
    a.independent_confidence AS independent, a.forward_look,
    a.planned_end_date, a.forecast_end_date, a.approved_cost_gbp, a.forecast_cost_gbp,
    row_number() OVER (
      PARTITION BY a.programme_id, e.period ORDER BY e.received_on DESC, e.submission_id DESC
    ) AS place
  FROM accepted_programmes AS a
  JOIN standing_extract AS e ON e.submission_id = a.submission_id AND e.kind = 'programmes'
) AS ranked
WHERE place = 1
