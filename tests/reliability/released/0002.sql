-- A database as step 2 left it, before limits could be recalculated: its schema, frozen, and the rows of the small system
-- (tests/builders/small_system.py) with a correction that was withdrawn. Never change this file.

CREATE TABLE store_migration (name VARCHAR NOT NULL);

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

DELETE FROM store_revision;
CREATE TABLE ledger_refusal (
  refusal_id INTEGER NOT NULL,
  partner_code VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  received_on DATE NOT NULL,
  recorded_at TIMESTAMP NOT NULL,
  contract_version VARCHAR NOT NULL
);

CREATE TABLE ledger_refused_file (
  refusal_id INTEGER NOT NULL,
  kind VARCHAR,
  row_count BIGINT NOT NULL,
  stop_count BIGINT NOT NULL,
  note_count BIGINT NOT NULL
);

CREATE TABLE ledger_refused_rule (
  refusal_id INTEGER NOT NULL,
  rule VARCHAR NOT NULL
);

INSERT INTO store_migration VALUES ('0001_first_release');
INSERT INTO store_migration VALUES ('0002_refused_returns');
INSERT INTO reference_organisation VALUES ('AAA', 'Abbey Hospitals', 'acute', 'North', NULL, true, NULL, NULL, NULL, NULL);
INSERT INTO reference_organisation VALUES ('BBB', 'Brook Community', 'community', 'South', NULL, true, NULL, NULL, NULL, NULL);
INSERT INTO reference_theme VALUES ('ics_purpose', 'outcomes', 'Improve outcomes in population health and healthcare', '', 1);
INSERT INTO reference_theme VALUES ('ics_purpose', 'inequalities', 'Tackle inequalities in outcomes, experience and access', '', 2);
INSERT INTO reference_theme VALUES ('ics_purpose', 'productivity', 'Enhance productivity and value for money', '', 3);
INSERT INTO reference_theme VALUES ('ics_purpose', 'social_economic', 'Help the NHS support broader social and economic development', '', 4);
INSERT INTO reference_theme VALUES ('local', 'access', 'Access to care', '', 1);
INSERT INTO reference_theme VALUES ('shift', 'hospital_to_community', 'Hospital to community', '', 1);
INSERT INTO reference_theme VALUES ('shift', 'analogue_to_digital', 'Analogue to digital', '', 2);
INSERT INTO reference_theme VALUES ('shift', 'sickness_to_prevention', 'Sickness to prevention', '', 3);
INSERT INTO reference_theme VALUES ('wgll', 'well_led', 'Well led', '', 1);
INSERT INTO reference_theme VALUES ('wgll', 'smart_foundations', 'Ensure smart foundations', '', 2);
INSERT INTO reference_theme VALUES ('wgll', 'safe_practice', 'Safe practice', '', 3);
INSERT INTO reference_theme VALUES ('wgll', 'support_people', 'Support people', '', 4);
INSERT INTO reference_theme VALUES ('wgll', 'empower_citizens', 'Empower citizens', '', 5);
INSERT INTO reference_theme VALUES ('wgll', 'improve_care', 'Improve care', '', 6);
INSERT INTO reference_theme VALUES ('wgll', 'healthy_populations', 'Healthy populations', '', 7);
INSERT INTO reference_reporting_period VALUES ('2026-06', NULL);
INSERT INTO reference_reporting_period VALUES ('2026-09', NULL);
INSERT INTO reference_setting VALUES ('name', 'Fenland');
INSERT INTO reference_setting VALUES ('about', '');
INSERT INTO reference_setting VALUES ('financial_year_start_month', '4');
INSERT INTO ledger_submission VALUES (1, 'AAA', '2026-09', '2026-10-02', '2026-10-20 09:00:00', '1', '[]');
INSERT INTO ledger_submission VALUES (2, 'BBB', '2026-09', '2026-10-01', '2026-10-20 09:00:00', '1', '[]');
INSERT INTO ledger_submission VALUES (3, 'BBB', '2026-09', '2026-10-20', '2026-10-20 09:00:00', '1', '[]');
INSERT INTO ledger_file VALUES (1, 'benefit_values', 'benefit_values.csv', 'd68a4192d63a430089b2cd8d5171685fdf9303df9db6cf661eb04033d1a2565e', 71, 1);
INSERT INTO ledger_file VALUES (1, 'benefits', 'benefits.csv', 'e76fb4bcdc33b80689938f0d03c516a51c08414764dad597f5d29ef10ac73359', 202, 1);
INSERT INTO ledger_file VALUES (1, 'programmes', 'programmes.csv', '8eddcab3acf86720c04994bce0054c71ece4bc76a9657f7546164c395c476622', 131, 1);
INSERT INTO ledger_file VALUES (2, 'benefit_values', 'benefit_values.csv', 'df283bab1e4cfdd1d339b28d0c5f9c762361f0f75864b6c03b8d93cb1cf53aa3', 70, 1);
INSERT INTO ledger_file VALUES (2, 'benefits', 'benefits.csv', 'c9f6f81a7b7bd279080380f7b190ead4d2794f6b2fcc43a92e022227a166a573', 202, 1);
INSERT INTO ledger_file VALUES (3, 'benefit_values', 'benefit_values.csv', 'aae32a3c4cb5533c461d55c9f66b8dfdaa260c688c98d9e6bdef4e287b3e8381', 71, 1);
INSERT INTO ledger_withdrawal VALUES (3, '2026-10-20 09:00:00', 'Counted twice');
INSERT INTO store_revision VALUES (5);
INSERT INTO accepted_programmes VALUES (1, 2, 'P1', 'Shared record', 'One record for all who care', NULL, NULL, 'AAA', NULL, 'access', NULL, 'live', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO accepted_benefits VALUES (1, 2, 'B1', 'AAA', 'P1', 'Time saved', NULL, 'cash_releasing', 'benefit', NULL, NULL, 'Hours saved', 'hours', 'higher', NULL, NULL, NULL, NULL, NULL, 'realising', 'measured', NULL, NULL, NULL, 'own');
INSERT INTO accepted_benefits VALUES (2, 2, 'B1', 'BBB', 'P1', 'Time saved', NULL, 'cash_releasing', 'benefit', NULL, NULL, 'Hours saved', 'hours', 'higher', NULL, NULL, NULL, NULL, NULL, 'realising', 'measured', NULL, NULL, NULL, 'confirmed');
INSERT INTO accepted_benefit_values VALUES (1, 2, 'B1', 'AAA', '2026-09', NULL, NULL, NULL, NULL, NULL, '100.00', NULL, 'own');
INSERT INTO accepted_benefit_values VALUES (2, 2, 'B1', 'BBB', '2026-09', NULL, NULL, NULL, NULL, NULL, '80.00', NULL, 'confirmed');
INSERT INTO accepted_benefit_values VALUES (3, 2, 'B1', 'BBB', '2026-09', NULL, NULL, NULL, NULL, NULL, '300.00', NULL, 'confirmed');
