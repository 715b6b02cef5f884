CREATE TABLE access_token (
  connection_id ${id}      NOT NULL PRIMARY KEY,
  tenant_id     CHAR(36)   NOT NULL,
  sealed        ${sealed}  NOT NULL,
  sealed_at     ${instant} NOT NULL,
  FOREIGN KEY (connection_id) REFERENCES connection (connection_id)
);
