package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keyset that wraps a tenant's other keysets: how tenants from before get one, and what it must not keep readable. */
abstract class WrappingContract extends KeyHome {

    private static final byte[] VALUE = "x".getBytes(UTF_8);

    @Test
    void aTenantFromBeforeOpensAndHasItsKeysetsWrappedAtTheNextClose() throws Exception {
        var sealed = seal();
        asBefore();
        opens(sealed);
        assertThat(wrapping()).isNull();

        closeEpoch();
        assertThat(wrapping()).isNotNull();
        opens(sealed);
    }

    @Test
    void aTenantFromBeforeHasItsKeysetsWrappedByARewrap() throws Exception {
        var sealed = seal();
        asBefore();

        process().upkeep().rewrap(null, NOBODY);
        assertThat(wrapping()).isNotNull();
        opens(sealed);
        assertThat(process().upkeep().rewrap(null, NOBODY).wrapped()).isZero();
    }

    @Test
    void aTenantFromBeforeIsRotated() throws Exception {
        var sealed = seal();
        asBefore();

        process().upkeep().rotate(ACME, clock.instant().plusSeconds(1), NOBODY);
        opens(sealed);
    }

    @Test
    void anEpochKeyOpensWithADatabaseFromBeforeTheWrappingKeysetWasMade() throws Exception {
        var sealed = seal();
        asBefore();
        var row = jdbc.queryForMap("SELECT wrapping, sealing, tagging FROM tenant_keyset");
        process().upkeep().rewrap(null, NOBODY);

        restore(row);
        opens(sealed);
    }

    @Test
    void theNewestEpochKeyOpensWithTheKeysetsOfAnOlderDatabase() throws Exception {
        seal();
        var row = jdbc.queryForMap("SELECT wrapping, sealing, tagging FROM tenant_keyset");
        closeEpoch();
        var sealed = seal();

        restore(row);
        opens(sealed);
    }

    @Test
    void theKeyThatWrappedAnEpochKeyIsInNoWrappingOnceTheEpochIsClosed() throws Exception {
        seal();
        var left = new EpochKeys(file.resolveSibling("epochs")).find(ACME, 1).orElseThrow();
        assertThat(unwrapped(left, 1)).isTrue();

        closeEpoch();
        assertThatThrownBy(() -> unwrapped(left, 1)).isInstanceOf(GeneralSecurityException.class);
    }

    /** What the other leaves is no new wrapping key, and no keyset without the older ones: neither will do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theKeyThatWrappedAnEpochKeyGoesThoughTheTenantIsRotatedMeanwhile(int change) throws Exception {
        seal();
        closeEpoch();
        var left = new EpochKeys(file.resolveSibling("epochs")).find(ACME, 2).orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        var rotated = clock.instant();
        var meanwhile = new BeforeStatement(
                database, "SET wrapping =", change, () -> process().upkeep().rotate(ACME, rotated, NOBODY));

        KeysForTests.process(file, meanwhile, clock, List.of()).upkeep().closeEpoch(ACME, rotated, NOBODY);

        assertThat(meanwhile.isDone()).isTrue();
        assertThatThrownBy(() -> unwrapped(left, 2)).isInstanceOf(GeneralSecurityException.class);
        assertThat(wrappingKeys()).isOne();
        opens(seal());
    }

    /** As a close leaves it that is killed when the epoch key is destroyed and the wrapping key is not taken out yet. */
    @Test
    void aRewrapTakesTheKeyOutThatACloseThatWasCutOffLeft() throws Exception {
        seal();
        var files = new EpochKeys(file.resolveSibling("epochs"));
        var left = files.find(ACME, 1).orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        var cutOff = new BeforeStatement(database, "SET wrapping =", 2, () -> {
            throw new IllegalStateException("cut off");
        });
        assertThatThrownBy(() -> KeysForTests.process(file, cutOff, clock, List.of())
                        .upkeep()
                        .closeEpoch(ACME, clock.instant(), NOBODY))
                .hasMessageContaining("cut off");
        assertThat(files.epochs(ACME)).containsExactly(2L);
        assertThat(unwrapped(left, 1)).isTrue();

        process().upkeep().rewrap(null, NOBODY);

        assertThatThrownBy(() -> unwrapped(left, 1)).isInstanceOf(GeneralSecurityException.class);
        assertThat(wrappingKeys()).isOne();
        opens(seal());
    }

    @Test
    void aWrappingKeysetHasOneKeyOnceACloseIsDone() throws Exception {
        seal();
        closeEpoch();
        closeEpoch();

        assertThat(wrappingKeys()).isOne();
    }

    @Test
    void aProcessThatKnowsTheKeysetsFromBeforeMakesAndOpensKeysInTheNextEpoch() {
        var process = process();
        var sealed = individual(process, "i1").seal(VALUE, PLACE);
        closeEpoch();

        assertThat(individual(process, "i1").open(sealed, PLACE)).isEqualTo(VALUE);
        individual(process, "i2");
        assertThat(individual(process(), "i2").open(individual(process, "i2").seal(VALUE, PLACE), PLACE))
                .isEqualTo(VALUE);
    }

    @Test
    void aRewrapLeavesWhatTheWrappingKeysetWraps() throws Exception {
        var sealed = seal();
        var epochs = new EpochKeys(file.resolveSibling("epochs"));
        var row = jdbc.queryForMap("SELECT wrapping, sealing, tagging FROM tenant_keyset");
        var before = epochs.find(ACME, 1).orElseThrow();
        var to = "local:" + file.resolveSibling("other.json");

        assertThat(process().upkeep().rewrap(to, NOBODY).wrapped()).isEqualTo(2);

        var after = epochs.find(ACME, 1).orElseThrow();
        assertThat(after.byTenant()).isNotNull().isEqualTo(before.byTenant());
        assertThat(after.byKek()).isNotEqualTo(before.byKek());
        assertThat(jdbc.queryForMap("SELECT wrapping, sealing, tagging FROM tenant_keyset"))
                .containsEntry("sealing", row.get("sealing"))
                .containsEntry("tagging", row.get("tagging"))
                .doesNotContainEntry("wrapping", row.get("wrapping"));
        var moved = KeysForTests.process(to, List.of(), file, database, clock, List.of());
        assertThat(individual(moved, "i1").open(sealed, PLACE)).isEqualTo(VALUE);
    }

    @Test
    void aRewrapNamesATenantWhoseKeysetsDoNotOpenAndMovesItNot() {
        seal();
        jdbc.update("UPDATE tenant_keyset SET tagging = X'0102'");
        var wrapping = wrapping();

        assertThatThrownBy(() -> process().upkeep().rewrap("local:" + file.resolveSibling("other.json"), NOBODY))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("1 keysets open with neither");
        assertThat(wrapping()).isEqualTo(wrapping);
    }

    @Test
    void anEpochFileThatIsCutIsAnErrorThatNamesIt() throws Exception {
        seal();
        var key = new EpochKeys(file.resolveSibling("epochs")).file(ACME, 1);
        var whole = Files.readAllBytes(key);
        for (var bytes : List.of(1, 4, 5, 20)) {
            Files.write(key, java.util.Arrays.copyOf(whole, bytes));

            assertThatThrownBy(() -> individual(process(), "i1"))
                    .isInstanceOf(KeyUnusableException.class)
                    .hasMessageContaining(key.toString());
        }
    }

    private byte[] seal() {
        return individual(process(), "i1").seal(VALUE, PLACE);
    }

    private void opens(byte[] sealed) {
        assertThat(individual(process(), "i1").open(sealed, PLACE)).isEqualTo(VALUE);
        var keys = process().keys().ofTenant(ACME);
        assertThat(keys.open(keys.seal(VALUE, PLACE), PLACE)).isEqualTo(VALUE);
    }

    private void closeEpoch() {
        clock.advance(Duration.ofSeconds(1));
        process().upkeep().closeEpoch(ACME, clock.instant(), NOBODY);
    }

    /** The row and the file as they were before there were wrapping keysets. */
    private void asBefore() throws Exception {
        BeforeWrapping.row(ACME, database, root());
        BeforeWrapping.files(ACME, new EpochKeys(file.resolveSibling("epochs")));
    }

    private void restore(Map<String, Object> row) {
        jdbc.update(
                "UPDATE tenant_keyset SET wrapping = ?, sealing = ?, tagging = ?",
                row.get("wrapping"),
                row.get("sealing"),
                row.get("tagging"));
    }

    /** Whether the tenant's wrapping keyset of now opens the epoch key. */
    private boolean unwrapped(WrappedEpochKey key, long epoch) throws GeneralSecurityException {
        var opened = TenantWrapping.open(ACME, wrapping(), root());
        Keysets.SEALING.unwrap(key.byTenant(), opened.aead(), Binding.epochKey(ACME, epoch));
        return true;
    }

    private int wrappingKeys() throws GeneralSecurityException {
        return Keysets.SEALING
                .unwrap(wrapping(), root(), TenantWrapping.binding(ACME))
                .size();
    }

    private byte[] wrapping() {
        return jdbc.queryForObject("SELECT wrapping FROM tenant_keyset", byte[].class);
    }

    private Aead root() {
        return new KeyFile(file).open();
    }
}
