-- Accounts are never deleted: the audit log names them by id. password_hash: PBKDF2-HMAC-SHA256; key_hash: SHA-256 of a random key of 256 bits in a key file.
CREATE TABLE operator_account (
  operator_id   CHAR(36)       NOT NULL PRIMARY KEY,
  name          ${word}        NOT NULL UNIQUE,
  role          ${word}        NOT NULL,
  tenant_id     CHAR(36),
  enabled       SMALLINT       NOT NULL,
  salt          VARBINARY(16)  NOT NULL,
  iterations    INT            NOT NULL,
  password_hash VARBINARY(32)  NOT NULL,
  key_hash      VARBINARY(32),
  failures      INT            NOT NULL,
  failed_at     ${instant},
  created_at    ${instant}     NOT NULL,
  FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);
