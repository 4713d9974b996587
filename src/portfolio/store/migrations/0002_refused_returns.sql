-- Refused returns in counts, so that acceptance at the first attempt can be shown.

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
