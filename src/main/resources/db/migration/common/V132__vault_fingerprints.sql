-- What recognises a token without the token; sealed under the tenant's key. retired_at: when another token took its place.
-- A row goes when the connection's token goes.
CREATE TABLE token_fingerprint (
  fingerprint_id CHAR(36)   NOT NULL PRIMARY KEY,
  connection_id  ${id}      NOT NULL,
  tenant_id      CHAR(36)   NOT NULL,
  sealed         ${sealed}  NOT NULL,
  made_at        ${instant} NOT NULL,
  retired_at     ${instant},
  FOREIGN KEY (connection_id) REFERENCES access_token (connection_id) ON DELETE CASCADE
);
