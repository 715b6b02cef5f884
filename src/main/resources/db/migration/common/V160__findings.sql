-- What the leak scan saw, one row for the same secret under the same rule in the same source. identity: keyed code over rule and secret;
-- place: keyed code over identity and source. excerpt: masked. position: byte at which it was seen last.
CREATE TABLE leak_finding (
  finding_id    CHAR(36)      NOT NULL PRIMARY KEY,
  place         VARBINARY(64) NOT NULL UNIQUE,
  identity      VARBINARY(64) NOT NULL,
  source        ${text}       NOT NULL,
  rule          ${word}       NOT NULL,
  severity      ${word}       NOT NULL,
  certainty     ${word}       NOT NULL,
  tenant_id     CHAR(36),
  connection_id ${id},
  excerpt       ${text}       NOT NULL,
  position      BIGINT        NOT NULL,
  sightings     BIGINT        NOT NULL,
  first_seen    ${instant}    NOT NULL,
  last_seen     ${instant}    NOT NULL,
  state         ${word}       NOT NULL,
  state_since   ${instant}    NOT NULL,
  allowed_until ${instant},
  reason        ${text}
);

CREATE INDEX leak_finding_identity ON leak_finding (identity);
CREATE INDEX leak_finding_state ON leak_finding (state, severity);

-- Blocks with findings that a scan has recorded, so that what is repeated after a kill counts once; removed when the scan ends.
CREATE TABLE leak_scan_block (
  scan_id  CHAR(36)      NOT NULL,
  source   VARBINARY(64) NOT NULL,
  position BIGINT        NOT NULL,
  PRIMARY KEY (scan_id, source, position)
);
