-- Every row carries tenant, connection and entity. There are no foreign keys to the connection: each insert would lock the connection's
-- row, which the sync updates at the same time.
-- "sealed" holds the sealed fields of the row as one blob; the column of a field that is sealed by configuration stays NULL.
-- Dates are kept as Finch sent them: text that is not a date is kept too.

CREATE TABLE company (
  tenant_id            CHAR(36)   NOT NULL,
  connection_id        ${id}      NOT NULL,
  entity_id            ${id}      NOT NULL,
  company_id           ${id},
  legal_name           ${name},
  entity_type          ${word},
  entity_subtype       ${word},
  primary_email        ${name},
  primary_phone_number ${name},
  ein                  ${name},
  departments          ${json},
  locations            ${json},
  unknown_fields       ${json},
  sealed               ${sealed},
  content_hash         ${tag}     NOT NULL,
  updated_at           ${instant} NOT NULL,
  PRIMARY KEY (connection_id, entity_id)
);

CREATE TABLE directory_entry (
  tenant_id      CHAR(36)   NOT NULL,
  connection_id  ${id}      NOT NULL,
  entity_id      ${id}      NOT NULL,
  individual_id  ${id}      NOT NULL,
  first_name     ${name},
  middle_name    ${name},
  last_name      ${name},
  manager_id     ${id},
  department     ${name},
  is_active      BOOLEAN,
  unknown_fields ${json},
  sealed         ${sealed},
  content_hash   ${tag}     NOT NULL,
  updated_at     ${instant} NOT NULL,
  missing_reads  INTEGER    NOT NULL DEFAULT 0,
  gone_at        ${instant},
  PRIMARY KEY (connection_id, entity_id, individual_id)
);

CREATE TABLE individual (
  tenant_id         CHAR(36)   NOT NULL,
  connection_id     ${id}      NOT NULL,
  entity_id         ${id}      NOT NULL,
  individual_id     ${id}      NOT NULL,
  first_name        ${name},
  middle_name       ${name},
  last_name         ${name},
  preferred_name    ${name},
  work_email        ${name},
  work_phone_number ${name},
  emails            ${json},
  phone_numbers     ${json},
  gender            ${word},
  ethnicity         ${word},
  marital_status    ${word},
  dob               ${word},
  residence         ${json},
  unknown_fields    ${json},
  sealed            ${sealed},
  content_hash      ${tag}     NOT NULL,
  updated_at        ${instant} NOT NULL,
  PRIMARY KEY (connection_id, entity_id, individual_id)
);

CREATE TABLE individual_tag (
  tenant_id     CHAR(36) NOT NULL,
  connection_id ${id}    NOT NULL,
  entity_id     ${id}    NOT NULL,
  individual_id ${id}    NOT NULL,
  kind          ${word}  NOT NULL,
  tag           ${tag}   NOT NULL,
  PRIMARY KEY (connection_id, entity_id, individual_id, kind, tag)
);

CREATE INDEX individual_tag_lookup ON individual_tag (tenant_id, kind, tag);

CREATE TABLE employment (
  tenant_id                   CHAR(36)   NOT NULL,
  connection_id               ${id}      NOT NULL,
  entity_id                   ${id}      NOT NULL,
  individual_id               ${id}      NOT NULL,
  first_name                  ${name},
  middle_name                 ${name},
  last_name                   ${name},
  title                       ${name},
  manager_id                  ${id},
  department                  ${name},
  employment_type             ${word},
  employment_subtype          ${word},
  employment_status           ${word},
  is_active                   BOOLEAN,
  start_date                  ${word},
  end_date                    ${word},
  latest_rehire_date          ${word},
  class_code                  ${name},
  flsa_status                 ${word},
  location_city               ${name},
  location_state              ${name},
  location_country            ${name},
  location                    ${json},
  union_code                  ${name},
  union_local                 ${name},
  key_employee                BOOLEAN,
  highly_compensated_employee BOOLEAN,
  custom_fields               ${json},
  source_id                   ${name},
  work_id                     ${name},
  unknown_fields              ${json},
  sealed                      ${sealed},
  content_hash                ${tag}     NOT NULL,
  updated_at                  ${instant} NOT NULL,
  PRIMARY KEY (connection_id, entity_id, individual_id)
);

-- part 0 is the income of now, 1 and up the history in Finch's order
CREATE TABLE income (
  tenant_id      CHAR(36)   NOT NULL,
  connection_id  ${id}      NOT NULL,
  entity_id      ${id}      NOT NULL,
  individual_id  ${id}      NOT NULL,
  part           SMALLINT   NOT NULL,
  unit           ${word},
  amount_cents   BIGINT,
  currency       ${word},
  effective_date ${word},
  unknown_fields ${json},
  sealed         ${sealed},
  updated_at     ${instant} NOT NULL,
  PRIMARY KEY (connection_id, entity_id, individual_id, part)
);

CREATE TABLE payment (
  tenant_id               CHAR(36)   NOT NULL,
  connection_id           ${id}      NOT NULL,
  entity_id               ${id}      NOT NULL,
  payment_id              ${id}      NOT NULL,
  period_start_date       ${word},
  period_end_date         ${word},
  pay_date                ${word},
  debit_date              ${word},
  company_debit_cents     BIGINT,
  company_debit_currency  ${word},
  gross_pay_cents         BIGINT,
  gross_pay_currency      ${word},
  net_pay_cents           BIGINT,
  net_pay_currency        ${word},
  employer_taxes_cents    BIGINT,
  employer_taxes_currency ${word},
  employee_taxes_cents    BIGINT,
  employee_taxes_currency ${word},
  individual_ids          ${json},
  pay_group_ids           ${json},
  pay_frequencies         ${json},
  unknown_fields          ${json},
  sealed                  ${sealed},
  content_hash            ${tag}     NOT NULL,
  updated_at              ${instant} NOT NULL,
  statements_state        ${word}    NOT NULL,
  gone_at                 ${instant},
  PRIMARY KEY (connection_id, entity_id, payment_id)
);

-- part counts the statements of one individual in one payment, from 0
CREATE TABLE pay_statement (
  tenant_id              CHAR(36)   NOT NULL,
  connection_id          ${id}      NOT NULL,
  entity_id              ${id}      NOT NULL,
  payment_id             ${id}      NOT NULL,
  individual_id          ${id}      NOT NULL,
  part                   SMALLINT   NOT NULL,
  statement_type         ${word},
  payment_method         ${word},
  total_hours            DOUBLE PRECISION,
  gross_pay_cents        BIGINT,
  gross_pay_currency     ${word},
  net_pay_cents          BIGINT,
  net_pay_currency       ${word},
  earnings               ${json},
  taxes                  ${json},
  employee_deductions    ${json},
  employer_contributions ${json},
  unknown_fields         ${json},
  sealed                 ${sealed},
  content_hash           ${tag}     NOT NULL,
  updated_at             ${instant} NOT NULL,
  gone_at                ${instant},
  PRIMARY KEY (connection_id, entity_id, payment_id, individual_id, part)
);

CREATE TABLE benefit (
  tenant_id            CHAR(36)   NOT NULL,
  connection_id        ${id}      NOT NULL,
  entity_id            ${id}      NOT NULL,
  benefit_id           ${id}      NOT NULL,
  benefit_type         ${word},
  description          ${text},
  frequency            ${word},
  company_contribution ${json},
  unknown_fields       ${json},
  sealed               ${sealed},
  content_hash         ${tag}     NOT NULL,
  updated_at           ${instant} NOT NULL,
  gone_at              ${instant},
  PRIMARY KEY (connection_id, entity_id, benefit_id)
);

CREATE TABLE enrolment (
  tenant_id              CHAR(36)   NOT NULL,
  connection_id          ${id}      NOT NULL,
  entity_id              ${id}      NOT NULL,
  benefit_id             ${id}      NOT NULL,
  individual_id          ${id}      NOT NULL,
  employee_deduction     ${json},
  company_contribution   ${json},
  annual_maximum_cents   BIGINT,
  catch_up               BOOLEAN,
  hsa_contribution_limit ${word},
  unknown_fields         ${json},
  sealed                 ${sealed},
  content_hash           ${tag}     NOT NULL,
  updated_at             ${instant} NOT NULL,
  gone_at                ${instant},
  PRIMARY KEY (connection_id, entity_id, benefit_id, individual_id)
);

-- row_id is the payment or benefit of a statement or enrolment, else Finch's id of the row itself; a company's is its entity id
CREATE TABLE change_feed (
  change_id     ${auto}    NOT NULL PRIMARY KEY,
  run_id        BIGINT     NOT NULL,
  tenant_id     CHAR(36)   NOT NULL,
  connection_id ${id}      NOT NULL,
  entity_id     ${id}      NOT NULL,
  table_name    ${word}    NOT NULL,
  row_id        ${id}      NOT NULL,
  individual_id ${id},
  change_type   ${word}    NOT NULL,
  changed_at    ${instant} NOT NULL
);

CREATE INDEX change_feed_run ON change_feed (run_id);
