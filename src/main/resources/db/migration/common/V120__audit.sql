-- The audit log: one row per act, written in the act's own transaction, never changed and never removed. Each lane is a chain of hashes.
CREATE TABLE audit_event (
  lane          SMALLINT      NOT NULL,
  position      BIGINT        NOT NULL,
  happened_at   ${instant}    NOT NULL,
  act           ${word}       NOT NULL,
  actor         ${word}       NOT NULL,
  actor_id      ${id},
  tenant_id     CHAR(36),
  connection_id ${id},
  run_id        BIGINT,
  subject       ${tag},
  object_id     CHAR(36),
  figures       ${text},
  previous      BINARY(32)    NOT NULL,
  hash          BINARY(32)    NOT NULL,
  mac           VARBINARY(64) NOT NULL,
  PRIMARY KEY (lane, position)
);

-- Where each lane ends. A transaction that appends holds one of these rows until it ends, so there are as many appending at once as there are lanes.
CREATE TABLE audit_lane (
  lane     SMALLINT   NOT NULL PRIMARY KEY,
  position BIGINT     NOT NULL,
  hash     BINARY(32) NOT NULL
);
INSERT INTO audit_lane (lane, position, hash)
SELECT n.lane, 0, X'0000000000000000000000000000000000000000000000000000000000000000'
FROM (SELECT 0 AS lane UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7
      UNION SELECT 8 UNION SELECT 9 UNION SELECT 10 UNION SELECT 11 UNION SELECT 12 UNION SELECT 13 UNION SELECT 14 UNION SELECT 15) n;

-- Signed statements of where all lanes ended. The second place holds a copy of each.
CREATE TABLE audit_checkpoint (
  checkpoint_id BIGINT     NOT NULL PRIMARY KEY,
  signed_at     ${instant} NOT NULL,
  document      ${json}    NOT NULL
);
