-- Which epoch key wraps the key of an individual. 0: the tenant's sealing keyset, as before there were epochs; the next close ends that.
-- The epoch keys themselves are files, never rows: what is in no database is in no copy of one.
ALTER TABLE individual_key ADD COLUMN epoch BIGINT DEFAULT 0 NOT NULL;

-- Sealed under the individual's own key.
ALTER TABLE individual_key ADD COLUMN pseudonym ${sealed};

CREATE INDEX individual_key_epoch ON individual_key (tenant_id, epoch);

ALTER TABLE tenant_keyset ADD COLUMN epoch BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE tenant_keyset ADD COLUMN epoch_at ${instant};
ALTER TABLE tenant_keyset ADD COLUMN rotated_at ${instant};

-- Rotation walks through the rows of one tenant.
CREATE INDEX access_token_tenant ON access_token (tenant_id);
CREATE INDEX company_tenant ON company (tenant_id);
CREATE INDEX payment_tenant ON payment (tenant_id);
CREATE INDEX benefit_tenant ON benefit (tenant_id);
