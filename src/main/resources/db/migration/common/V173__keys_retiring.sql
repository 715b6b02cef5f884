-- Versions of the key-encryption key whose end is in the audit log and that may still be in their file: lets a removal that was cut off be finished, and told once.
CREATE TABLE kek_retiring (
  version BIGINT NOT NULL PRIMARY KEY
);
