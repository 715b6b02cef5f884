-- Wraps the tenant's other keysets, so that one call of the key service opens them all; null from before there was one: then the key-encryption key wraps each.
ALTER TABLE tenant_keyset ADD COLUMN wrapping ${sealed};
