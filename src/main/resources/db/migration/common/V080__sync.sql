-- One row per connection and run: what is to be done, who does it (fence), how far it is (cursor), how it ended.
CREATE TABLE sync_task (
  run_id           BIGINT     NOT NULL,
  connection_id    ${id}      NOT NULL,
  tenant_id        CHAR(36)   NOT NULL,
  position         INT        NOT NULL,
  planned_requests INT        NOT NULL,
  state            ${word}    NOT NULL,
  cause            ${word},
  warning          ${word},
  missing          ${text}    NOT NULL,
  waiting          BOOLEAN    NOT NULL,
  fence            BIGINT     NOT NULL,
  full_read        BOOLEAN    NOT NULL,
  entity_id        ${id},
  stage            ${word},
  page             INT        NOT NULL,
  data_as_of       ${name},
  requests         INT        NOT NULL,
  rows_added       BIGINT     NOT NULL,
  rows_changed     BIGINT     NOT NULL,
  rows_unchanged   BIGINT     NOT NULL,
  rows_gone        BIGINT     NOT NULL,
  items_failed     BIGINT     NOT NULL,
  reconciled       BOOLEAN    NOT NULL,
  started_at       ${instant},
  ended_at         ${instant},
  PRIMARY KEY (run_id, connection_id)
);
CREATE INDEX sync_task_next ON sync_task (run_id, state, position);
CREATE INDEX sync_task_connection ON sync_task (connection_id, run_id);

-- The pages of the directory as this run read them: ids only, kept until the run has reconciled them.
CREATE TABLE sync_directory_page (
  run_id        BIGINT  NOT NULL,
  connection_id ${id}   NOT NULL,
  entity_id     ${id}   NOT NULL,
  page          INT     NOT NULL,
  individuals   ${json} NOT NULL,
  received      INT     NOT NULL,
  total         INT,
  freshness     ${name},
  last_page     BOOLEAN NOT NULL,
  complete      BOOLEAN NOT NULL,
  PRIMARY KEY (run_id, connection_id, entity_id, page)
);

-- Payments whose statements this run has to read, and how far it is in each.
CREATE TABLE sync_statements (
  run_id        BIGINT  NOT NULL,
  connection_id ${id}   NOT NULL,
  entity_id     ${id}   NOT NULL,
  payment_id    ${id}   NOT NULL,
  position      INT     NOT NULL,
  next_offset   INT     NOT NULL,
  state         ${word} NOT NULL,
  PRIMARY KEY (run_id, connection_id, entity_id, payment_id)
);

-- Single items of a batch that Finch could not deliver, or that could not be stored.
CREATE TABLE sync_item_failure (
  failure_id    ${auto} NOT NULL PRIMARY KEY,
  run_id        BIGINT  NOT NULL,
  connection_id ${id}   NOT NULL,
  entity_id     ${id}   NOT NULL,
  stage         ${word} NOT NULL,
  item_id       ${id},
  code          INT     NOT NULL,
  cause         ${word}
);
CREATE INDEX sync_item_failure_run ON sync_item_failure (run_id, connection_id);
