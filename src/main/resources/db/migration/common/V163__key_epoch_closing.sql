-- The last epoch whose end is in the audit log and whose key is to be destroyed; null once that is done. Lets a close that was cut off be finished, and told once.
ALTER TABLE tenant_keyset ADD COLUMN closing_epoch BIGINT;
