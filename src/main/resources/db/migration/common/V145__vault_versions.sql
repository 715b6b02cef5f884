-- Counts the tokens of a connection; bound into the ciphertext. What is the newest version in use is remembered apart from the database, so that an
-- older row that is put back is refused. 0: sealed before there were versions, and bound to none.
ALTER TABLE access_token ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;

-- Which version of the token took its place.
ALTER TABLE retired_token ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
