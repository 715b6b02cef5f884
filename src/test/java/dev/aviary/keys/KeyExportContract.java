package dev.aviary.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.KeyExports.Outcome;
import dev.aviary.keys.KeyExports.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an export of keys promises on every database. */
abstract class KeyExportContract extends KeyHome {

    private byte[] ofAcme = {};
    private byte[] ofPerson = {};
    private byte[] code = {};

    @BeforeEach
    void sealSomething() {
        ofAcme = process().keys().ofTenant(ACME).seal(bytes("token"), PLACE);
        ofPerson = person().seal(bytes("1990-01-01"), PLACE);
        process().keys().ofTenant(BIRCH);
        code = installation().vouching("audit-chain").vouch(bytes("event"));
        installation().signing("audit-signing");
    }

    @Test
    void bringsBackWhateverIsMissing() {
        var publicKey = installation().signing("audit-signing").publicKey();
        var export = exports().export(null, true);
        forgetKeys();
        destroyEpochKeys();

        var results = exports().restore(export.content(), restored -> {});

        assertThat(results).hasSize(6).extracting(Result::outcome).containsOnly(Outcome.RESTORED);
        assertThat(process().keys().ofTenant(ACME).open(ofAcme, PLACE)).isEqualTo(bytes("token"));
        assertThat(person().open(ofPerson, PLACE)).isEqualTo(bytes("1990-01-01"));
        assertThat(installation().vouching("audit-chain").vouchedFor(code, bytes("event")))
                .isTrue();
        assertThat(installation().signing("audit-signing").publicKey()).isEqualTo(publicKey);
        assertThat(KeysForTests.checkUp(file, database, clock).findings()).allMatch(KeyFinding::isFine);
    }

    @Test
    void changesNothingTheSecondTime() {
        var export = exports().export(null, true).content();
        var before = keyRows();

        assertThat(exports().restore(export, restored -> {}))
                .extracting(Result::outcome)
                .containsOnly(Outcome.PRESENT);
        assertThat(keyRows()).isEqualTo(before);
    }

    @Test
    void leavesEpochKeysOutUnlessAskedAndNeverHasAKeyInTheClear() throws Exception {
        var without = exports().export(null, false);
        var with = exports().export(null, true);

        assertThat(without.epochs()).isEmpty();
        assertThat(new String(without.content(), UTF_8)).doesNotContain("epoch_key");
        assertThat(with.epochs()).containsExactly(new KeyExports.EpochId(ACME, 1), new KeyExports.EpochId(BIRCH, 1));
        assertThat(without.keysets()).isEqualTo(8);
        assertThat(without.tenants()).isEqualTo(2);
        var sealing = ((com.google.crypto.tink.aead.AesGcmKey)
                        OpenedKeyset.of(row(ACME), binding(ACME), openers(ACME), Keysets.SEALING)
                                .keyset()
                                .getPrimary()
                                .getKey())
                .getKeyBytes()
                .toByteArray(com.google.crypto.tink.InsecureSecretKeyAccess.get());
        assertThat(wrapped(with.content()))
                .hasSize(11)
                .noneMatch(each -> Collections.indexOfSubList(boxed(each), boxed(sealing)) >= 0);
    }

    @Test
    void namesTheKeyEncryptionKeyOfEachKeyset() {
        var to = "local:" + file.resolveSibling("other.json");
        KeysForTests.process(to, List.of("local:"), file, database, clock, List.of())
                .keys()
                .ofTenant(new UUID(3, 3));

        var export = KeysForTests.exports(to, List.of("local:"), file, database, clock)
                .export(null, false);

        assertThat(export.keks()).containsExactly("local:", to);
        var lines = new String(export.content(), UTF_8).lines().toList();
        assertThat(lines.get(0)).contains("aviary-key-export/2").contains(to);
        assertThat(lines)
                .filteredOn(line -> line.contains(ACME.toString()))
                .allMatch(line -> line.contains("\"local:\""));
        assertThat(lines)
                .filteredOn(line -> line.contains(new UUID(3, 3).toString()))
                .allMatch(line -> line.contains(to) && !line.contains("\"local:\""));
    }

    @Test
    void refusesAnExportWithAnyByteChanged() {
        var export = exports().export(ACME, true).content();
        forgetKeys();

        for (var at = 0; at < export.length; at++) {
            var changed = export.clone();
            changed[at] ^= (byte) (1 << at % 7);
            assertRefused(changed);
        }
    }

    @Test
    void refusesAnExportThatIsCutLongerReorderedOrPutTogether() {
        var export = exports().export(null, true).content();
        var other = new String(exports().export(null, true).content(), UTF_8)
                .lines()
                .toList();
        var lines = new String(export, UTF_8).lines().toList();
        forgetKeys();

        for (var length = 0; length < export.length; length++) {
            assertRefused(Arrays.copyOf(export, length));
        }
        for (var at = 1; at < lines.size() - 1; at++) {
            assertRefused(without(lines, at));
            assertRefused(swapped(lines, at));
            var mixed = new ArrayList<>(lines);
            mixed.add(at, other.get(at));
            assertRefused(joined(mixed));
            mixed = new ArrayList<>(lines);
            mixed.set(lines.size() - 1, other.get(lines.size() - 1));
            assertRefused(joined(mixed));
        }
        assertRefused((new String(export, UTF_8) + "\n").getBytes(UTF_8));
        assertRefused((new String(export, UTF_8) + lines.get(2) + "\n").getBytes(UTF_8));
        assertRefused(new String(export, UTF_8).replace("\n", "\r\n").getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsNoExport() {
        forgetKeys();
        for (var text : List.of(
                "",
                "\n",
                "null\n",
                "null\nnull\n",
                "{}\n{}\n",
                "{\"head\":{\"format\":\"aviary-key-export/1\",\"code\":{\"kek\":\"local:\"}}}\n{}\n",
                "{\"head\":{\"format\":\"aviary-key-export/2\"}}\n",
                "[".repeat(5_000) + "\n")) {
            assertRefused(bytes(text));
        }
    }

    @Test
    void overwritesNoOtherKeyset() {
        var export = exports().export(null, false).content();
        forgetKeys();
        jdbc.update("DELETE FROM individual_key");
        process().keys().ofTenant(ACME);
        installation().vouching("audit-chain");
        var before = keyRows();

        var results = exports().restore(export, restored -> {});

        assertThat(results)
                .extracting(Result::toString, Result::outcome)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("keysets of tenant " + ACME, Outcome.DIFFERENT),
                        org.assertj.core.groups.Tuple.tuple("keysets of tenant " + BIRCH, Outcome.RESTORED),
                        org.assertj.core.groups.Tuple.tuple("key audit-chain of the installation", Outcome.DIFFERENT));
        assertThat(keyRows()).containsAll(before);
    }

    @Test
    void knowsItsKeysAfterARotationAndAfterAMove() {
        var export = exports().export(ACME, true).content();
        process().upkeep().rotate(ACME, clock.instant().plusSeconds(1), NOBODY);
        assertThat(exports().restore(export, restored -> {}))
                .extracting(Result::outcome)
                .containsOnly(Outcome.PRESENT);

        var to = "local:" + file.resolveSibling("other.json");
        process().upkeep().rewrap(to, NOBODY);
        assertThat(KeysForTests.exports(to, List.of("local:"), file, database, clock)
                        .restore(export, restored -> {}))
                .extracting(Result::outcome)
                .containsOnly(Outcome.PRESENT);
    }

    @Test
    void keepsWhatTheFormerKeyWrappedUnderThePresentOne() {
        var export = exports().export(null, true).content();
        var to = "local:" + file.resolveSibling("other.json");
        process().upkeep().rewrap(to, NOBODY);
        forgetKeys();
        destroyEpochKeys();

        KeysForTests.exports(to, List.of("local:"), file, database, clock).restore(export, restored -> {});

        var moved = KeysForTests.process(to, List.of(), file, database, clock, List.of());
        assertThat(moved.keys().ofTenant(ACME).open(ofAcme, PLACE)).isEqualTo(bytes("token"));
        assertThat(moved.keys()
                        .ofTenant(ACME)
                        .ofIndividuals("c1", List.of("i1"))
                        .get("i1")
                        .open(ofPerson, PLACE))
                .isEqualTo(bytes("1990-01-01"));
    }

    @Test
    void refusesAnotherKeyEncryptionKeyAndMakesNone() {
        var export = exports().export(null, false).content();
        forgetKeys();
        var empty = directory.resolve("empty").resolve("kek.json");

        assertThatThrownBy(() -> KeysForTests.exports("local:", List.of(), empty, database, clock)
                        .restore(export, restored -> {}))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("missing");
        assertThat(empty).doesNotExist();

        KeysForTests.installation(empty, database, clock).vouching("other");
        assertThatThrownBy(() -> KeysForTests.exports("local:", List.of(), empty, database, clock)
                        .restore(export, restored -> {}))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("It names local:");
    }

    @Test
    void neverBringsAShreddedTenantBack() {
        var before = exports().export(null, true).content();
        destroyEpochKeys();
        shred(ACME);
        var after = exports().export(null, true);

        assertThat(exports().restore(before, restored -> {}))
                .filteredOn(result -> ACME.equals(result.tenant()))
                .extracting(Result::outcome)
                .containsExactly(Outcome.SHREDDED, Outcome.SHREDDED);
        assertThat(after.epochs()).isEmpty();
        assertThatThrownBy(() -> process().keys().ofTenant(ACME)).isInstanceOf(KeyShreddedException.class);

        forgetKeys();
        exports().restore(after.content(), restored -> {});
        assertThatThrownBy(() -> process().keys().ofTenant(ACME)).isInstanceOf(KeyShreddedException.class);
    }

    @Test
    void saysThatAnOlderDatabaseHasATenantThatWasShredded() {
        var rows = jdbc.queryForList("SELECT * FROM tenant_keyset");
        shred(ACME);
        var export = exports().export(ACME, false).content();
        jdbc.update("DELETE FROM tenant_keyset");
        rows.forEach(this::insert);

        assertThat(exports().restore(export, restored -> {}))
                .extracting(Result::outcome)
                .containsExactly(Outcome.SHREDDED_SINCE);
    }

    @Test
    void neverBringsAClosedEpochBack() {
        var before = exports().export(ACME, true).content();
        var rows = jdbc.queryForList("SELECT * FROM tenant_keyset");
        process().keys().ofTenant(ACME).shred("c1", "i2");
        process().upkeep().closeEpoch(ACME, clock.instant().plusSeconds(1), NOBODY);

        assertThat(epochOutcome(before)).isEqualTo(Outcome.CLOSED);

        jdbc.update("DELETE FROM tenant_keyset");
        rows.forEach(this::insert);
        assertThat(epochOutcome(before))
                .as("with an older database, by the newer epoch key")
                .isEqualTo(Outcome.CLOSED);

        jdbc.update("DELETE FROM tenant_keyset");
        destroyEpochKeys();
        assertThat(epochOutcome(before))
                .as("without that key, by the rows of individuals")
                .isEqualTo(Outcome.CLOSED);
        assertThat(jdbc.queryForObject("SELECT epoch FROM tenant_keyset", Long.class))
                .as("new keys are made in no epoch that was closed")
                .isEqualTo(2);
    }

    @Test
    void recordsInTheTransactionThatWrites() {
        var export = exports().export(null, false).content();
        jdbc.update("DELETE FROM tenant_keyset");

        assertThatThrownBy(() -> exports().restore(export, restored -> {
                    throw new IllegalStateException("no event");
                }))
                .hasMessage("no event");
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM tenant_keyset", Integer.class))
                .isZero();
    }

    @Test
    void exportsNothingThatDoesNotOpen() {
        var wrapped = row(BIRCH);
        wrapped[wrapped.length / 2] ^= 1;
        jdbc.update("UPDATE tenant_keyset SET sealing = ? WHERE tenant_id = ?", wrapped, BIRCH.toString());

        assertThatThrownBy(() -> exports().export(null, false))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining(BIRCH.toString());
        assertThat(exports().export(ACME, false).tenants()).isEqualTo(1);
        assertThatThrownBy(() -> exports().export(new UUID(9, 9), false)).isInstanceOf(KeyUnusableException.class);
    }

    private Outcome epochOutcome(byte[] export) {
        return exports().restore(export, restored -> {}).stream()
                .filter(result -> result.epoch() != null)
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private void assertRefused(byte[] export) {
        assertThatThrownBy(() -> exports().restore(export, restored -> {})).isInstanceOf(ExportRefusedException.class);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM tenant_keyset", Integer.class))
                .isZero();
    }

    private static byte[] without(List<String> lines, int at) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(at);
        return joined(fewer);
    }

    private static byte[] swapped(List<String> lines, int at) {
        var other = new ArrayList<>(lines);
        Collections.swap(other, at, at == 1 ? 2 : at - 1);
        return joined(other);
    }

    private static byte[] joined(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static List<byte[]> wrapped(byte[] export) {
        return Pattern.compile("\"wrapped\":\"([^\"]+)\"")
                .matcher(new String(export, UTF_8))
                .results()
                .map(found -> Base64.getDecoder().decode(found.group(1)))
                .toList();
    }

    private static List<Byte> boxed(byte[] bytes) {
        var boxed = new ArrayList<Byte>();
        for (var each : bytes) {
            boxed.add(each);
        }
        return boxed;
    }

    private void forgetKeys() {
        List.of("key_check", "tenant_keyset", "installation_key").forEach(table -> jdbc.update("DELETE FROM " + table));
    }

    private void destroyEpochKeys() {
        var epochs = new EpochKeys(file.resolveSibling("epochs"));
        List.of(ACME, BIRCH).forEach(tenant -> epochs.epochs(tenant).forEach(epoch -> epochs.destroy(tenant, epoch)));
    }

    private void shred(UUID tenant) {
        jdbc.update(
                "UPDATE tenant_keyset SET sealing = NULL, tagging = NULL, shredded_at = created_at WHERE tenant_id = ?",
                tenant.toString());
    }

    private void insert(java.util.Map<String, Object> row) {
        var marks = String.join(", ", Collections.nCopies(row.size(), "?"));
        jdbc.update(
                "INSERT INTO tenant_keyset (" + String.join(", ", row.keySet()) + ") VALUES (" + marks + ")",
                row.values().toArray());
    }

    private List<List<Object>> keyRows() {
        var rows = new ArrayList<List<Object>>();
        for (var columns : List.of(
                "tenant_id, sealing, tagging FROM tenant_keyset",
                "tenant_id, wrapping, wrapping FROM tenant_keyset",
                "name, wrapped, wrapped FROM installation_key")) {
            jdbc.query("SELECT " + columns, row -> {
                rows.add(List.of(row.getString(1), boxed(row.getBytes(2)), boxed(row.getBytes(3))));
            });
        }
        return rows;
    }

    private byte[] row(UUID tenant) {
        return jdbc.queryForObject(
                "SELECT sealing FROM tenant_keyset WHERE tenant_id = ?", byte[].class, tenant.toString());
    }

    private static byte[] binding(UUID tenant) {
        return Binding.tenantKeyset(tenant, TinkKeys.SEALING);
    }

    private List<KeyEncryptionKey.Named> openers(UUID tenant) {
        var wrapping = jdbc.queryForObject(
                "SELECT wrapping FROM tenant_keyset WHERE tenant_id = ?", byte[].class, tenant.toString());
        return OpenedKeyset.openers(tenant, wrapping, keks());
    }

    private List<KeyEncryptionKey.Named> keks() {
        return List.of(new KeyEncryptionKey.Named("local:", new KeyFile(file).open()));
    }

    private KeyExports exports() {
        return KeysForTests.exports("local:", List.of(), file, database, clock);
    }

    private InstallationKeys installation() {
        return KeysForTests.installation(file, database, clock);
    }

    private IndividualKey person() {
        return process()
                .keys()
                .ofTenant(ACME)
                .ofIndividuals("c1", List.of("i1"))
                .get("i1");
    }
}
