package dev.aviary.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateTests {

    private static final UUID ID = new UUID(3, 4);

    @TempDir
    static Path home;

    private DataSource database;
    private Certificates certificates;

    @BeforeAll
    void open() {
        database = TestDatabase.h2().dataSource();
        certificates = certificates(home);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    private Certificates certificates(Path place) {
        return AuditForTests.home(place, database, AuditLogContract.CLOCK).certificates();
    }

    @Test
    void isWhatItWasAfterItWasWrittenAndRead() {
        var certificate = Certificate.parse(issued().document() + "\n");

        assertThat(certificates.isGenuine(certificate)).isTrue();
        assertThat(certificate.body())
                .containsEntry("id", ID.toString())
                .containsEntry("issued_at", "2026-02-28T23:30:00Z")
                .containsEntry("type", "erasure/1")
                .containsEntry("statement", Map.of("rows", 12L, "tables", List.of("income", "individual")));
    }

    @Test
    void isCheckedByTheJdkAlone() throws Exception {
        var document = issued().document();
        var body = document.substring("{\"body\":".length(), document.indexOf(",\"key\":\""));
        var signature = document.replaceFirst(".*\"signature\":\"([^\"]+)\"}", "$1");
        var pem = certificates.publicKeys().replaceAll("-----[A-Z ]+-----|\n", "");

        var check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
        check.update(body.getBytes(UTF_8));
        assertThat(check.verify(Base64.getDecoder().decode(signature))).isTrue();
    }

    @Test
    void isNotGenuineWithAnyByteChanged() {
        var bytes = issued().document().getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= (byte) (1 << i % 7);

            assertThat(isGenuine(new String(changed, UTF_8))).as("byte " + i).isFalse();
        }
    }

    private boolean isGenuine(String document) {
        try {
            return certificates.isGenuine(Certificate.parse(document));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void isGenuineAfterARestartAndNotElsewhere(@TempDir Path elsewhere) throws Exception {
        var certificate = issued();
        var other = TestDatabase.h2().dataSource();

        assertThat(certificates(home).isGenuine(certificate)).isTrue();
        assertThat(AuditForTests.home(elsewhere, other, AuditLogContract.CLOCK)
                        .certificates()
                        .isGenuine(certificate))
                .isFalse();
        ((AutoCloseable) other).close();
    }

    @Test
    void leavesAnEvent() {
        var jdbc = JdbcClient.create(database);
        issued();

        assertThat(jdbc.sql("SELECT object_id FROM audit_event WHERE act = 'CERTIFICATE_ISSUED'")
                        .query(String.class)
                        .list())
                .contains(ID.toString());
    }

    @Test
    void cannotPassForACheckpoint() {
        assertThatThrownBy(() -> certificates.issue(ID, "audit-checkpoint/1", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parse(issued().document())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTypesWithoutAVersion() {
        assertThatThrownBy(() -> certificates.issue(ID, "erasure", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isCheckedByTheScriptInTheDocs(@TempDir Path scratch) throws Exception {
        assumeTrue(exit(scratch, "openssl", "version") == 0, "openssl is here");
        var certificate = Files.writeString(scratch.resolve("certificate.json"), issued().document() + "\n");
        var changed = Files.writeString(
                scratch.resolve("changed.json"), issued().document().replace("\"rows\":12", "\"rows\":13") + "\n");
        var keys = Files.writeString(scratch.resolve("keys.pem"), certificates.publicKeys());
        var script = Path.of("docs/check-certificate.sh").toAbsolutePath().toString();

        assertThat(exit(scratch, "sh", script, certificate.toString(), keys.toString()))
                .isZero();
        assertThat(exit(scratch, "sh", script, changed.toString(), keys.toString()))
                .isEqualTo(1);
        assertThat(exit(scratch, "sh", script, keys.toString(), keys.toString()))
                .isEqualTo(1);
    }

    private static int exit(Path scratch, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("output").toFile())
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private Certificate issued() {
        return certificates.issue(ID, "erasure/1", Map.of("rows", 12, "tables", List.of("income", "individual")));
    }
}
