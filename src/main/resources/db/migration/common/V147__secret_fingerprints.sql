-- What recognises a secret that is no token: one of the settings (owner_id is null), or of an operator. Sealed under a key of the installation.
-- retired_at: when it was changed, reset or disabled.
CREATE TABLE secret_fingerprint (
  fingerprint_id CHAR(36)   NOT NULL PRIMARY KEY,
  kind           ${word}    NOT NULL,
  owner_id       CHAR(36),
  sealed         ${sealed}  NOT NULL,
  made_at        ${instant} NOT NULL,
  retired_at     ${instant}
);

CREATE INDEX secret_fingerprint_owner ON secret_fingerprint (owner_id);
