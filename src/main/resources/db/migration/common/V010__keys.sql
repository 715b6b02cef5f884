-- One row: a known value sealed by the key-encryption key, so that a wrong key file is noticed before it is used.
CREATE TABLE key_check (
  check_id   SMALLINT   NOT NULL PRIMARY KEY,
  sealed     ${sealed}  NOT NULL,
  created_at ${instant} NOT NULL
);

-- The keysets are null once shredded; the row stays, so that nobody makes new ones.
CREATE TABLE tenant_keyset (
  tenant_id   CHAR(36)   NOT NULL PRIMARY KEY,
  sealing     ${sealed},
  tagging     ${sealed},
  created_at  ${instant} NOT NULL,
  shredded_at ${instant}
);

CREATE TABLE individual_key (
  connection_id ${id}      NOT NULL,
  individual_id ${id}      NOT NULL,
  tenant_id     CHAR(36)   NOT NULL,
  wrapped       ${sealed},
  created_at    ${instant} NOT NULL,
  shredded_at   ${instant},
  PRIMARY KEY (connection_id, individual_id)
);
