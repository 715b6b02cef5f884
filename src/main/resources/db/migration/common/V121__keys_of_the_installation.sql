-- Keysets that belong to no tenant, one per use, wrapped by the key-encryption key.
CREATE TABLE installation_key (
  name       ${word}    NOT NULL PRIMARY KEY,
  wrapped    ${sealed}  NOT NULL,
  created_at ${instant} NOT NULL
);
