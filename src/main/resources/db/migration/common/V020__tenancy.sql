-- name_key: the name in lower case, in bytes, so that no collation makes two names one.
CREATE TABLE tenant (
  tenant_id  CHAR(36)        NOT NULL PRIMARY KEY,
  name       ${name}         NOT NULL,
  name_key   VARBINARY(3000) NOT NULL UNIQUE,
  created_at ${instant}      NOT NULL
);

-- products: Finch's words, one a line.
CREATE TABLE connection (
  connection_id ${id}      NOT NULL PRIMARY KEY,
  tenant_id     CHAR(36)   NOT NULL,
  provider      ${name},
  kind          ${word}    NOT NULL,
  state         ${word}    NOT NULL,
  state_cause   ${word},
  state_since   ${instant} NOT NULL,
  products      ${json}    NOT NULL,
  last_success  ${instant},
  data_as_of    ${name},
  created_at    ${instant} NOT NULL,
  FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE connection_entity (
  connection_id ${id}   NOT NULL,
  entity_id     ${id}   NOT NULL,
  name          ${name},
  status        ${name} NOT NULL,
  PRIMARY KEY (connection_id, entity_id),
  FOREIGN KEY (connection_id) REFERENCES connection (connection_id)
);
