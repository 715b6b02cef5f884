package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.audit.AuditOffice;
import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.testing.RunningAviary;
import dev.aviary.vault.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room may forget to say what depends on its key: it would be made anew as if nothing had been lost. */
abstract class LostInstallationKeyContract {

    @TempDir
    Path directory;

    abstract RunningAviary aviary();

    @Test
    void isNotMadeAnewByAnyRoomThatUsedIt() {
        useEveryRoom();

        refusesAnother("audit-chain", keys -> keys.vouching("audit-chain"));
        refusesAnother("audit-signing", keys -> keys.signing("audit-signing"));
        refusesAnother("secret-fingerprints", keys -> keys.vouching("secret-fingerprints"));
        refusesAnother("fingerprint-sealing", keys -> keys.sealing("fingerprint-sealing"));
        refusesAnother("leak-findings", keys -> keys.vouching("leak-findings"));
        refusesAnother("operator-accounts", keys -> keys.vouching("operator-accounts"));
        assertThat(names())
                .as("of a key that is not in this test, too, a room has to say what depends on it")
                .containsExactlyInAnyOrder(
                        "audit-chain",
                        "audit-signing",
                        "secret-fingerprints",
                        "fingerprint-sealing",
                        "leak-findings",
                        "operator-accounts");
    }

    private void useEveryRoom() {
        var tenant = aviary().newTenant();
        aviary().take(tenant, aviary().finch().demo(0));
        aviary().bean(Fingerprints.class).rememberSettings();
        aviary().bean(Operators.class)
                .makeFirst(new OperatorKeyFile(directory.resolve("operator.key")))
                .ifPresent(Operators.Issued::close);
        aviary().bean(AuditOffice.class).checkpoint();
        aviary().bean(FindingRecorder.class)
                .record(
                        FindingRecorder.Seen.in(
                                "app.log",
                                Block.whole("password=correct-horse".getBytes(StandardCharsets.US_ASCII)),
                                List.of(Hit.ofPattern(9, 22, "password", Severity.HIGH))),
                        () -> {});
    }

    /** By a process that has not opened it yet. */
    private void refusesAnother(String name, Consumer<InstallationKeys> use) {
        var before = aviary().sql()
                .sql("SELECT wrapped FROM installation_key WHERE name = :name")
                .param("name", name)
                .query((row, number) -> row.getBytes("wrapped"))
                .single();
        aviary().sql()
                .sql("DELETE FROM installation_key WHERE name = :name")
                .param("name", name)
                .update();
        try {
            assertThatThrownBy(() -> use.accept(process()))
                    .as(name)
                    .isInstanceOf(KeyUnusableException.class)
                    .hasMessageContaining("'" + name + "'");
            assertThat(aviary().bean(KeyCheckUp.class).findings())
                    .anySatisfy(finding -> assertThat(finding.fault()).contains("'" + name + "'"));
        } finally {
            new InstallationKeyRows(database(), aviary().bean(Clock.class)).keep(name, before);
        }
        use.accept(process());
    }

    private InstallationKeys process() {
        return new TinkInstallationKeys(
                aviary().bean(KeyEncryptionKey.class),
                new InstallationKeyRows(database(), aviary().bean(Clock.class)),
                aviary().bean(InstallationKeyUses.class));
    }

    private DataSource database() {
        return aviary().bean(DataSource.class);
    }

    private List<String> names() {
        return new InstallationKeyRows(database(), aviary().bean(Clock.class)).names();
    }
}
