-- How far the leak scan has read a text, or that it has read a packed file. place: keyed code of where it was met last; file: of
-- the identity of the file; head and tail: keyed codes of its
-- first bytes and of those before the position, by which it is known again under another name. seen: bytes it had when it was read last.
CREATE TABLE leak_reading (
  reading_id    CHAR(36)      NOT NULL PRIMARY KEY,
  place         VARBINARY(64) NOT NULL,
  file          VARBINARY(64) NOT NULL,
  source        ${text}       NOT NULL,
  packed        BOOLEAN       NOT NULL,
  head_length   INT           NOT NULL,
  head          VARBINARY(64) NOT NULL,
  position      BIGINT        NOT NULL,
  seen          BIGINT        NOT NULL,
  line_number   BIGINT        NOT NULL,
  column_number BIGINT        NOT NULL,
  tail          VARBINARY(64) NOT NULL,
  last_met      ${instant}    NOT NULL
);

-- The run that reads; others keep nothing.
CREATE TABLE leak_reading_owner (
  only_one INT    NOT NULL PRIMARY KEY,
  run      BIGINT NOT NULL,
  fence    BIGINT NOT NULL
);

INSERT INTO leak_reading_owner (only_one, run, fence) VALUES (1, 0, 0);

-- A block counts once because its hits are kept together with the position.
DROP TABLE leak_scan_block;
