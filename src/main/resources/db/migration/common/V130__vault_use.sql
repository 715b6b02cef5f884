-- How often a token was opened, summed up per purpose and run; run_id is 0 outside a run. No foreign key: counts are written while
-- other transactions change the connection.
CREATE TABLE token_use (
  connection_id ${id}      NOT NULL,
  purpose       ${word}    NOT NULL,
  occasion      ${word}    NOT NULL,
  run_id        BIGINT     NOT NULL,
  tenant_id     CHAR(36)   NOT NULL,
  openings      BIGINT     NOT NULL,
  first_at      ${instant} NOT NULL,
  last_at       ${instant} NOT NULL,
  unusual_at    ${instant},
  PRIMARY KEY (connection_id, purpose, occasion, run_id)
);

CREATE INDEX token_use_age ON token_use (last_at);

-- A row means that no token of the tenant opens.
CREATE TABLE tenant_freeze (
  tenant_id CHAR(36)   NOT NULL PRIMARY KEY,
  frozen_at ${instant} NOT NULL,
  FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);
