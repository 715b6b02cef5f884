package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys as they were before tenants had wrapping keysets: the key-encryption key wraps each. */
final class BeforeWrapping {

    private BeforeWrapping() {}

    static void row(UUID tenant, DataSource database, Aead root) throws GeneralSecurityException {
        var row = new KeysetRows(database, Clock.systemUTC())
                .findCommitted(tenant)
                .orElseThrow();
        var now = TenantWrapping.open(tenant, row.wrapping(), root);
        var before = TenantWrapping.open(tenant, null, root);
        var sealing = now.unwrap(Keysets.SEALING, row.sealing(), TinkKeys.SEALING);
        var tagging = now.unwrap(Keysets.TAGGING, row.tagging(), TinkKeys.TAGGING);
        new JdbcTemplate(database)
                .update(
                        "UPDATE tenant_keyset SET wrapping = NULL, sealing = ?, tagging = ? WHERE tenant_id = ?",
                        before.wrap(Keysets.SEALING, sealing, TinkKeys.SEALING),
                        before.wrap(Keysets.TAGGING, tagging, TinkKeys.TAGGING),
                        tenant.toString());
    }

    static void files(UUID tenant, EpochKeys files) {
        for (var epoch : files.epochs(tenant)) {
            var byKek = files.read(tenant, epoch).orElseThrow();
            files.replace(tenant, epoch, new WrappedEpochKey(byKek, null));
        }
    }
}
