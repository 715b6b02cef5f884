-- One row for each request that may be under way or have arrived at Finch within the window of its bucket.
CREATE TABLE request_slot (
  bucket  ${word}    NOT NULL,
  slot    INT        NOT NULL,
  free_at ${instant} NOT NULL,
  holder  ${word}    NOT NULL,
  PRIMARY KEY (bucket, slot)
);
CREATE INDEX request_slot_free ON request_slot (bucket, free_at, slot);

-- Until when nobody may call, because Finch has blocked the host. One row at most.
CREATE TABLE request_silence (
  scope    ${word}    NOT NULL PRIMARY KEY,
  until_at ${instant} NOT NULL
);
