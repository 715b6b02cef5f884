-- whole: of a text in a packed file, the row of that file. left_out: of a packed file, the limits for which something in it was not
-- read; null if all was. With the same limits nothing more would be.
ALTER TABLE leak_reading ADD COLUMN whole CHAR(36) NULL;
ALTER TABLE leak_reading ADD COLUMN left_out ${id} NULL;
CREATE INDEX leak_reading_whole ON leak_reading (whole);
