-- needs: current_programme
-- Every current programme with what its lead says of its effort, dates, money, confidence and the
-- old service beside it.
SELECT
  programme_id, for_whom, approach, culture_pct, process_pct, operating_model_pct, technology_pct,
  start_date, planned_end_date, forecast_end_date,
  approved_cost_gbp, forecast_cost_gbp, spend_to_date_gbp,
  sro_confidence AS sro, sro_confidence_date AS sro_date, sro_comment, independent_comment,
  independent_confidence AS independent, independent_confidence_date AS independent_date,
  forward_look, old_service, old_service_end_date,
  old_service_cost_gbp_per_year AS cost_gbp_per_year, clinically_led
FROM current_programme
