-- Nothing is told again where nobody has followed another, or no month is given by both: stands for
-- `told_again`, at a tenth of its price.
SELECT
  cast(NULL AS VARCHAR) AS benefit_id, cast(NULL AS VARCHAR) AS org_code,
  cast(NULL AS VARCHAR) AS period,
  cast(NULL AS DECIMAL(28, 8)) AS planned_gbp, cast(NULL AS DECIMAL(28, 8)) AS forecast_gbp,
  cast(NULL AS DECIMAL(28, 8)) AS realised_gbp, cast(NULL AS DECIMAL(28, 8)) AS realised_value
