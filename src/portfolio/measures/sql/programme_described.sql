-- needs: current_programme
-- Every current programme as its lead describes it.
SELECT
  programme_id, programme_name AS name, purpose, lead_org_code, stage, primary_theme, other_themes,
  for_whom, approach, initiative_code, owner_role, clinically_led,
  start_date, planned_end_date, forecast_end_date,
  cast(approved_cost_gbp AS DOUBLE) AS approved_cost_gbp,
  cast(forecast_cost_gbp AS DOUBLE) AS forecast_cost_gbp,
  cast(spend_to_date_gbp AS DOUBLE) AS spend_to_date_gbp,
  sro_comment, independent_comment
FROM current_programme
