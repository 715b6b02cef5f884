package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A key is counted once more under the lock of the tenant's row: somebody may have sealed under it since it was counted first. */
abstract class RecountContract {

    private static final UUID ACME = new UUID(1, 1);
    private static final byte[] LATE = "late".getBytes(StandardCharsets.US_ASCII);
    private static final Place PLACE = Place.of("benefit", "c1", "e1", "b1");
    private static final List<SealedTable> TABLES =
            List.of(SealedTable.of("benefit", "connection_id", "entity_id", "benefit_id"));
    private static final UpkeepWatch NOBODY = new UpkeepWatch() {};

    @TempDir
    Path directory;

    private final StillClock clock = new StillClock(Instant.parse("2026-02-28T23:30:00Z"));
    private final Interrupted service = new Interrupted();

    abstract TestDatabase database();

    @Test
    void keepsAnOldKeyThatSealedAValueAfterItWasCounted() throws Exception {
        var database = database().dataSource();
        try (var closed = (AutoCloseable) database) {
            assertThat(closed).isNotNull();
            sealLate(database);
        }
    }

    private void sealLate(DataSource database) throws GeneralSecurityException {
        var jdbc = new JdbcTemplate(database);
        var process = process(database);
        process.keys().ofTenant(ACME);
        // Without a wrapping keyset, the key service is asked to wrap the keyset that is rotated.
        BeforeWrapping.row(ACME, database, service.getAead("interrupted:"));
        var late = process.keys().ofTenant(ACME).seal(LATE, PLACE);
        jdbc.update(
                "INSERT INTO benefit (tenant_id, connection_id, entity_id, benefit_id, sealed, content_hash, updated_at) VALUES (?, 'c1', 'e1', 'b1', ?, X'00000000000000000000000000000000', '2026-01-01 00:00:00')",
                ACME.toString(),
                late);
        var begun = clock.instant();
        process.upkeep().rotate(ACME, begun, NOBODY);
        clock.advance(KeysProperties.FORGOTTEN_AFTER);

        // The new keyset is wrapped when the old key was counted, and before the row is locked.
        service.beforeNext = () -> jdbc.update("UPDATE benefit SET sealed = ?", late);
        assertThat(process.upkeep().rotate(ACME, begun, NOBODY)).isEqualTo(new KeyUpkeep.Rotated(0, 1, 1));
        assertThat(process(database).keys().ofTenant(ACME).open(late, PLACE)).isEqualTo(LATE);

        assertThat(process.upkeep().rotate(ACME, begun, NOBODY)).isEqualTo(new KeyUpkeep.Rotated(1, 0, 0));
        var sealed = jdbc.queryForObject("SELECT sealed FROM benefit", byte[].class);
        assertThat(process(database).keys().ofTenant(ACME).open(sealed, PLACE)).isEqualTo(LATE);
    }

    private KeysForTests.All process(DataSource database) {
        return KeysForTests.all(
                "interrupted:", List.of(), directory.resolve("kek.json"), database, clock, TABLES, List.of(service));
    }

    /** A key service during whose next call something else happens. */
    private static final class Interrupted implements KmsClient {

        private final Aead key = sealer();
        private Runnable beforeNext = () -> {};

        private static Aead sealer() {
            try {
                return Keysets.sealer(Keysets.SEALING.generate());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean doesSupport(String uri) {
            return uri.startsWith("interrupted:");
        }

        @Override
        public KmsClient withCredentials(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KmsClient withDefaultCredentials() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Aead getAead(String uri) {
            return new Aead() {
                @Override
                public byte[] encrypt(byte[] plaintext, byte[] binding) throws GeneralSecurityException {
                    var happens = beforeNext;
                    beforeNext = () -> {};
                    happens.run();
                    return key.encrypt(plaintext, binding);
                }

                @Override
                public byte[] decrypt(byte[] ciphertext, byte[] binding) throws GeneralSecurityException {
                    return key.decrypt(ciphertext, binding);
                }
            };
        }
    }
}
