-- A keyed code over who an account is, what it may and what proves it. Empty only in rows from before there were codes; they get theirs once.
ALTER TABLE operator_account ADD COLUMN code VARBINARY(64);
