-- The token that a newer one replaced, until Finch has been seen to know the newer one. Sealed for this table: what is in
-- access_token does not open here. It goes when the token goes.
CREATE TABLE retired_token (
  connection_id ${id}      NOT NULL PRIMARY KEY,
  tenant_id     CHAR(36)   NOT NULL,
  sealed        ${sealed}  NOT NULL,
  retired_at    ${instant} NOT NULL,
  FOREIGN KEY (connection_id) REFERENCES access_token (connection_id) ON DELETE CASCADE
);
