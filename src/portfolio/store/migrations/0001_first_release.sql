-- The store as first released. Periods are months written 'YYYY-MM', so that they sort as text.

CREATE TABLE reference_organisation (
  org_code VARCHAR NOT NULL,
  org_name VARCHAR NOT NULL,
  org_type VARCHAR NOT NULL,
  place VARCHAR,
  population BIGINT,
  is_partner BOOLEAN NOT NULL,
  reports_through VARCHAR,
  valid_from DATE,
  valid_to DATE,
  successor_codes VARCHAR
);

CREATE TABLE reference_theme (
  theme_set VARCHAR NOT NULL,
  theme_code VARCHAR NOT NULL,
  theme_name VARCHAR NOT NULL,
  description VARCHAR,
  display_order INTEGER
);

CREATE TABLE reference_reporting_period (
  period VARCHAR NOT NULL,
  due_date DATE
);

CREATE TABLE reference_board_meeting (
  meeting_date DATE NOT NULL
);

CREATE TABLE reference_setting (
  setting VARCHAR NOT NULL,
  value VARCHAR NOT NULL
);

CREATE TABLE ledger_submission (
  submission_id INTEGER NOT NULL,
  partner_code VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  received_on DATE NOT NULL,
  recorded_at TIMESTAMP NOT NULL,
  contract_version VARCHAR NOT NULL,
  notes VARCHAR NOT NULL
);

CREATE TABLE ledger_file (
  submission_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  file_name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  size_bytes BIGINT NOT NULL,
  row_count BIGINT NOT NULL
);

CREATE TABLE ledger_withdrawal (
  submission_id INTEGER NOT NULL,
  withdrawn_at TIMESTAMP NOT NULL,
  reason VARCHAR NOT NULL
);

CREATE TABLE store_revision (
  revision BIGINT NOT NULL
);

INSERT INTO store_revision VALUES (0);

CREATE TABLE accepted_programmes (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  programme_id VARCHAR NOT NULL,
  programme_name VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  initiative_code VARCHAR,
  for_whom VARCHAR,
  lead_org_code VARCHAR NOT NULL,
  transferred_from_org_code VARCHAR,
  primary_theme VARCHAR NOT NULL,
  other_themes VARCHAR,
  stage VARCHAR NOT NULL,
  approach VARCHAR,
  culture_pct DOUBLE,
  process_pct DOUBLE,
  operating_model_pct DOUBLE,
  technology_pct DOUBLE,
  start_date DATE,
  planned_end_date DATE,
  forecast_end_date DATE,
  approved_cost_gbp DECIMAL(18, 2),
  forecast_cost_gbp DECIMAL(18, 2),
  spend_to_date_gbp DECIMAL(18, 2),
  year_budget_gbp DECIMAL(18, 2),
  year_forecast_gbp DECIMAL(18, 2),
  sro_confidence VARCHAR,
  sro_confidence_date DATE,
  sro_comment VARCHAR,
  independent_confidence VARCHAR,
  independent_confidence_date DATE,
  independent_comment VARCHAR,
  forward_look VARCHAR,
  old_service VARCHAR,
  old_service_end_date DATE,
  old_service_cost_gbp_per_year DECIMAL(18, 2),
  owner_role VARCHAR,
  clinically_led BOOLEAN,
  sro_confidence_as_sent VARCHAR,
  independent_confidence_as_sent VARCHAR
);

CREATE TABLE accepted_adoptions (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  programme_id VARCHAR NOT NULL,
  org_code VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  agreed_date DATE,
  live_date DATE,
  live_date_is VARCHAR,
  embedded_date DATE,
  stopped_date DATE,
  people_eligible BIGINT,
  people_using BIGINT,
  adaptation VARCHAR,
  reason VARCHAR,
  barrier VARCHAR,
  sent_as VARCHAR NOT NULL
);

CREATE TABLE accepted_benefits (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  benefit_id VARCHAR NOT NULL,
  beneficiary_org_code VARCHAR NOT NULL,
  programme_id VARCHAR NOT NULL,
  benefit_name VARCHAR NOT NULL,
  payer_org_code VARCHAR,
  benefit_type VARCHAR NOT NULL,
  effect VARCHAR NOT NULL,
  foreseen VARCHAR,
  noticed_by VARCHAR,
  measure VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  better VARCHAR NOT NULL,
  combines VARCHAR,
  baseline_value DOUBLE,
  baseline_date DATE,
  target_value DOUBLE,
  target_date DATE,
  status VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  outcome_code VARCHAR,
  attribution_pct DOUBLE,
  owner_role VARCHAR,
  sent_as VARCHAR NOT NULL
);

CREATE TABLE accepted_benefit_values (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  benefit_id VARCHAR NOT NULL,
  beneficiary_org_code VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  planned_value DOUBLE,
  forecast_value DOUBLE,
  realised_value DOUBLE,
  planned_gbp DECIMAL(18, 2),
  forecast_gbp DECIMAL(18, 2),
  realised_gbp DECIMAL(18, 2),
  value_note VARCHAR,
  sent_as VARCHAR NOT NULL
);

CREATE TABLE accepted_risks (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  risk_id VARCHAR NOT NULL,
  org_code VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  category VARCHAR NOT NULL,
  likelihood INTEGER NOT NULL,
  consequence INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  raised_date DATE NOT NULL,
  raised_by VARCHAR NOT NULL,
  visibility VARCHAR NOT NULL,
  programme_id VARCHAR,
  target_likelihood INTEGER,
  target_consequence INTEGER,
  reward VARCHAR,
  reward_score INTEGER,
  not_acting VARCHAR,
  issue_date DATE
);

CREATE TABLE accepted_lessons (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  lesson_id VARCHAR NOT NULL,
  org_code VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  category VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  summary VARCHAR NOT NULL,
  date DATE NOT NULL,
  programme_id VARCHAR,
  contact_role VARCHAR,
  link VARCHAR
);

CREATE TABLE accepted_lesson_uses (
  submission_id INTEGER NOT NULL,
  row_number BIGINT NOT NULL,
  lesson_id VARCHAR NOT NULL,
  used_by_org_code VARCHAR NOT NULL,
  used_date DATE NOT NULL,
  outcome VARCHAR NOT NULL,
  programme_id VARCHAR,
  benefit_id VARCHAR
);
