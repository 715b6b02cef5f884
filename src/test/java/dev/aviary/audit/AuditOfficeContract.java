package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What checkpoints and verification promise on every database, against somebody who can write to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditOfficeContract {

    private static final List<String> COLUMNS = List.of(
            "happened_at = '2020-01-01 00:00:00'",
            "act = 'TOKEN_REPLACED'",
            "actor = 'system', actor_id = NULL",
            "actor_id = 'nightly-sync#8'",
            "tenant_id = NULL",
            "connection_id = 'c9'",
            "run_id = 9",
            "run_id = NULL",
            "subject = NULL",
            "object_id = NULL",
            "figures = '{\"count\":4}'",
            "previous = hash",
            "hash = previous",
            "mac = hash");

    @TempDir
    static Path places;

    private DataSource database;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Path home;
    private AuditForTests audit;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void empty() throws IOException {
        List.of("audit_event", "audit_checkpoint", "installation_key", "key_check", "audit_lane")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            jdbc.sql("INSERT INTO audit_lane (lane, position, hash) VALUES (:lane, 0, :none)")
                    .param("lane", lane)
                    .param("none", Hashes.none())
                    .update();
        }
        home = Files.createTempDirectory(places, "home");
        audit = AuditForTests.home(home, database, AuditLogContract.CLOCK);
    }

    @Test
    void findsNothingInALogThatIsAsItWasWritten() {
        appendInTwoLanes();
        assertThat(audit.office().checkpoint()).contains(1L);
        append();
        assertThat(audit.office().checkpoint()).contains(2L);
        append();

        var found = audit.office().verify(null);
        assertThat(found.faults()).isEmpty();
        assertThat(found.events()).isEqualTo(8);
        assertThat(found.checkpoints()).isEqualTo(2);
        assertThat(found.unsigned()).isEqualTo(1);
    }

    @Test
    void findsNothingInALogThatIsEmpty() {
        assertThat(audit.office().checkpoint()).isEmpty();
        assertThat(audit.office().verify(null).isFine()).isTrue();
    }

    @Test
    void signsNothingWhenNothingIsNew() {
        append();

        assertThat(audit.office().checkpoint()).contains(1L);
        assertThat(audit.office().checkpoint()).isEmpty();
    }

    @Test
    void keepsTheSecondPlacePrivate() throws IOException {
        append();
        audit.office().checkpoint();

        var file = home.resolve("audit").resolve("checkpoint-000000000001.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void bringsTheSecondPlaceUpToDateAfterItWasOutOfReach() throws IOException {
        append();
        audit.office().checkpoint();
        Files.delete(home.resolve("audit").resolve("checkpoint-000000000001.json"));
        append();
        audit.office().checkpoint();

        assertThat(home.resolve("audit")).isDirectoryContaining("glob:**1.json").isDirectoryContaining("glob:**2.json");
        assertThat(audit.office().verify(null).faults()).isEmpty();
    }

    /** Interrupted between its making and its filling, as a kill or a full disk does it. */
    @Test
    void leavesNoPartOfACheckpointInTheSecondPlace() {
        append();
        audit.office().checkpoint();
        append();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new CheckpointFiles(home.resolve("audit")).keep(secondOf(newestCheckpoint())));
        assertThat(Thread.interrupted()).isTrue();

        assertThat(audit.office().checkpoint()).contains(2L);
        assertThat(audit.office().verify(null).faults()).isEmpty();
    }

    private Checkpoint secondOf(Checkpoint first) {
        return Checkpoint.sign(
                new Signer(audit.keys()), 2, first.fingerprint(), first.lanes(), AuditLogContract.CLOCK.instant());
    }

    @Test
    void readsNothingThatWasLeftAside() throws IOException {
        append();
        audit.office().checkpoint();
        Files.writeString(home.resolve("audit").resolve("checkpoint-000000000002.json.77.aside"), "{");
        append();

        assertThat(audit.office().checkpoint()).contains(2L);
        assertThat(audit.office().verify(null).faults()).isEmpty();
        assertThat(home.resolve("audit").resolve("checkpoint-000000000002.json"))
                .isNotEmptyFile();
    }

    /** What is written there stays for good, so a row that was changed must not get there. */
    @Test
    void bringsNothingToTheSecondPlaceThatIsNotGenuine() throws IOException {
        append();
        audit.office().checkpoint();
        append();
        audit.office().checkpoint();
        append();
        audit.office().checkpoint();
        var second = home.resolve("audit").resolve("checkpoint-000000000002.json");
        Files.delete(second);
        Files.delete(second.resolveSibling("checkpoint-000000000003.json"));
        var genuine = document(2);

        for (var change :
                List.of(genuine.replaceFirst("\"signature\":\"..", "\"signature\":\"AA"), document(1), document(3))) {
            document(2, change);
            assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);
            assertThat(second).doesNotExist();
        }
        jdbc.sql("DELETE FROM audit_checkpoint WHERE checkpoint_id = 2").update();
        assertThatThrownBy(() -> audit.office().checkpoint())
                .isInstanceOf(AuditBrokenException.class)
                .hasMessageContaining("does not continue checkpoint 1");
        assertThat(second.resolveSibling("checkpoint-000000000003.json")).doesNotExist();
    }

    /** Kept from signing by a row that is taken away again, with all that was written meanwhile. */
    @Test
    void findsAfterwardsThatNothingCouldBeSignedForAWhile() throws IOException {
        var meters = new SimpleMeterRegistry();
        var rounds = rounds(audit.office(), meters);
        append();
        rounds.round();
        var kept = rows();
        jdbc.sql(
                        "INSERT INTO audit_checkpoint (checkpoint_id, signed_at, document) VALUES (9, '2026-01-01 00:00:00', 'x')")
                .update();
        append();
        rounds.round();
        rounds.round();
        jdbc.sql("DELETE FROM audit_checkpoint WHERE checkpoint_id = 9").update();
        putBack(kept);
        endAt(1, kept.get(0).hash());
        rounds.round();

        assertThat(meters.get("aviary.audit.checkpoints.failed").counter().count())
                .isEqualTo(2);
        assertThat(audit.office().verify(null).faults())
                .singleElement()
                .asString()
                .startsWith("alarm alarm-")
                .contains("nothing could be signed after checkpoint 1")
                .contains("Checkpoint 9 of the database was changed");
        var file = home.resolve("export.jsonl");
        audit.office().export(file);
        assertThat(AuditExport.verify(file, home.resolve("audit"), null, VerificationProgress.NONE)
                        .faults())
                .singleElement()
                .asString()
                .contains("nothing could be signed after checkpoint 1");
    }

    @Test
    void reportsAnAlarmThatIsNotSigned() throws IOException {
        append();
        audit.office().checkpoint();
        Files.writeString(home.resolve("audit").resolve("alarm-2026-03-02.json"), "{}");

        assertThat(audit.office().verify(null).faults())
                .singleElement()
                .asString()
                .contains("alarm-2026-03-02.json of the second place is not signed by a known key");
    }

    /** A database that is away for a moment is no alarm; one that stays away may be somebody's doing. */
    @Test
    void raisesAnAlarmForOtherFailuresInTheThirdRound() {
        append();
        audit.office().checkpoint();
        append();
        var rounds = rounds(audit.office(), new SimpleMeterRegistry());
        jdbc.sql("ALTER TABLE audit_checkpoint RENAME TO audit_checkpoint_away").update();
        try {
            rounds.round();
            rounds.round();
            assertThat(new CheckpointFiles(home.resolve("audit")).alarms()).isEmpty();
            rounds.round();
        } finally {
            jdbc.sql("ALTER TABLE audit_checkpoint_away RENAME TO audit_checkpoint")
                    .update();
        }

        assertThat(new CheckpointFiles(home.resolve("audit")).alarms()).hasSize(1);
        assertThat(audit.office().verify(null).isFine()).isFalse();
    }

    private CheckpointRounds rounds(AuditOffice office, SimpleMeterRegistry meters) {
        var alarms = new CheckpointAlarms(
                new Signer(audit.keys()), new CheckpointFiles(home.resolve("audit")), AuditLogContract.CLOCK);
        return new CheckpointRounds(office, alarms, meters, Duration.ofMinutes(5));
    }

    private String document(long number) {
        return jdbc.sql("SELECT document FROM audit_checkpoint WHERE checkpoint_id = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private void document(long number, String document) {
        jdbc.sql("UPDATE audit_checkpoint SET document = :document WHERE checkpoint_id = :number")
                .param("document", document)
                .param("number", number)
                .update();
    }

    @Test
    void findsEveryColumnThatIsChangedAndSignsNoMore() {
        append();
        append();
        append();
        audit.office().checkpoint();
        append();
        append();
        append();
        var kept = rows();
        for (var change : COLUMNS) {
            change(change, 2);
            assertThat(audit.office().verify(null).faults())
                    .as(change)
                    .isNotEmpty()
                    .allMatch(line -> line.contains("lane 0 position"));
            putBack(kept);

            change(change, 5);
            assertThatThrownBy(() -> audit.office().checkpoint()).as(change).isInstanceOf(AuditBrokenException.class);
            putBack(kept);
        }
        assertThat(audit.office().verify(null).faults()).isEmpty();
    }

    private void change(String change, long position) {
        jdbc.sql("UPDATE audit_event SET " + change + " WHERE lane = 0 AND position = " + position)
                .update();
    }

    @Test
    void findsEachRowThatIsRemoved() {
        appendInTwoLanes();
        audit.office().checkpoint();
        append();
        var kept = rows();
        for (var row : kept) {
            jdbc.sql("DELETE FROM audit_event WHERE lane = :lane AND position = :position")
                    .param("lane", row.event().lane())
                    .param("position", row.event().position())
                    .update();

            assertThat(audit.office().verify(null).faults())
                    .as(row.event().toString())
                    .isNotEmpty();
            putBack(kept);
        }
        assertThat(audit.office().verify(null).faults()).isEmpty();
    }

    @Test
    void findsNeighboursThatChangedPlaces() {
        for (int i = 0; i < 5; i++) {
            append();
        }
        var kept = rows();
        for (int i = 0; i < 4; i++) {
            jdbc.sql("DELETE FROM audit_event WHERE position > :i AND position <= :i + 2")
                    .param("i", i)
                    .update();
            insert(kept.get(i), 0, i + 2);
            insert(kept.get(i + 1), 0, i + 1);

            assertThat(audit.office().verify(null).faults()).as("swap " + i).isNotEmpty();
            putBack(kept);
        }
        assertThat(audit.office().verify(null).faults()).isEmpty();
    }

    @Test
    void findsATailThatIsCutTogetherWithTheEndOfItsLane() {
        for (int i = 0; i < 6; i++) {
            append();
        }
        audit.office().checkpoint();
        var kept = rows();
        for (int left = 5; left >= 0; left--) {
            jdbc.sql("DELETE FROM audit_event WHERE position > :left")
                    .param("left", left)
                    .update();
            endAt(left, left == 0 ? Hashes.none() : kept.get(left - 1).hash());

            assertThat(audit.office().verify(null).faults())
                    .singleElement()
                    .asString()
                    .contains("signed lane 0 up to position 6, but it ends at position " + left)
                    .contains("its tail was cut");
        }
    }

    @Test
    void findsAnOlderStateThatWasPutBackWithItsCheckpoints() {
        append();
        audit.office().checkpoint();
        var kept = rows();
        append();
        audit.office().checkpoint();
        putBack(kept);
        endAt(1, kept.get(0).hash());
        jdbc.sql("DELETE FROM audit_checkpoint WHERE checkpoint_id = 2").update();

        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("checkpoint 2 of the database is missing"))
                .anyMatch(line -> line.contains("its tail was cut"));
        append();
        assertThatThrownBy(() -> audit.office().checkpoint())
                .isInstanceOf(AuditBrokenException.class)
                .hasMessageContaining("older state");
    }

    /** The hashes need no key, so anybody can make a chain that is right in itself; the keyed code and the checkpoint are what is missing. */
    @Test
    void findsAChainThatWasForkedWithCorrectHashes() {
        append();
        append();
        audit.office().checkpoint();
        append();
        append();

        rewrite(4);
        assertThat(audit.office().verify(null).faults())
                .singleElement()
                .asString()
                .contains("its keyed code is wrong");
        assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);

        rewrite(2);
        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("checkpoint 1 signed another hash for lane 0 position 2"));
    }

    /** Changes the event at this position, and all hashes from there on to fit. */
    private void rewrite(long from) {
        var rows = new java.util.ArrayList<>(rows());
        var previous = rows.get((int) from - 2).hash();
        for (int i = (int) from - 1; i < rows.size(); i++) {
            var e = rows.get(i).event();
            var changed = new Written(
                    e.lane(),
                    e.position(),
                    e.at(),
                    e.act(),
                    "system",
                    null,
                    e.tenant(),
                    e.connection(),
                    e.run(),
                    e.subject(),
                    e.object(),
                    e.figures(),
                    previous);
            previous = new Hashes().event(changed.canonical());
            rows.set(i, new AuditRows.Stored(changed, previous, rows.get(i).mac()));
        }
        putBack(rows);
        endAt(rows.size(), previous);
    }

    @Test
    void findsALaneThatSaysAnotherHashOfItsEnd() {
        append();
        jdbc.sql("UPDATE audit_lane SET hash = :none WHERE lane = 0")
                .param("none", Hashes.none())
                .update();

        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("its tail was cut or audit_lane was changed"));
        assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);
    }

    /** Well formed, of the right lanes, and signed by somebody who has another key. */
    @Test
    void findsACheckpointThatIsSignedByAnotherKeyAndSignsNoMore(@TempDir Path elsewhere) throws Exception {
        append();
        audit.office().checkpoint();
        var theirs = TestDatabase.h2().dataSource();
        var forger = new Signer(
                AuditForTests.home(elsewhere, theirs, AuditLogContract.CLOCK).keys());
        replaceCheckpoint(Checkpoint.sign(
                forger, 1, Hashes.none(), newestCheckpoint().lanes(), AuditLogContract.CLOCK.instant()));
        ((AutoCloseable) theirs).close();

        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("its signature is not of a known key"));
        Files.delete(home.resolve("audit").resolve("checkpoint-000000000001.json"));
        append();
        assertThatThrownBy(() -> audit.office().checkpoint())
                .isInstanceOf(AuditBrokenException.class)
                .hasMessageContaining("changed or forged");
    }

    /** Even by the right key: others who know the root alone would vouch for other lanes. */
    @Test
    void findsACheckpointWhoseRootIsNotThatOfItsLanes() {
        append();
        audit.office().checkpoint();
        var genuine = newestCheckpoint();
        var body = new HashMap<>(genuine.certificate().body());
        var root = (String) body.get("root");
        body.put("root", (root.charAt(0) == '0' ? '1' : '0') + root.substring(1));
        document(1, new Signer(audit.keys()).sign(body).document());

        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("checkpoint 1 of the database was changed: it cannot be read"));
        append();
        assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);
    }

    /** Even by the right key: only the order of signing makes it right. */
    @Test
    void findsACheckpointThatDoesNotContinueTheOneBefore() {
        append();
        audit.office().checkpoint();
        append();
        audit.office().checkpoint();
        replaceCheckpoint(Checkpoint.sign(
                new Signer(audit.keys()),
                2,
                Hashes.none(),
                newestCheckpoint().lanes(),
                AuditLogContract.CLOCK.instant()));

        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.contains("checkpoint 2 of the database does not continue checkpoint 1"));
    }

    private Checkpoint newestCheckpoint() {
        return Checkpoint.parse(jdbc.sql("SELECT document FROM audit_checkpoint ORDER BY checkpoint_id DESC LIMIT 1")
                .query(String.class)
                .single());
    }

    private void replaceCheckpoint(Checkpoint forged) {
        document(forged.number(), forged.certificate().document());
    }

    @Test
    void findsCheckpointsThatAreChangedForkedOrRemoved() {
        append();
        audit.office().checkpoint();
        append();
        audit.office().checkpoint();

        jdbc.sql(
                        "UPDATE audit_checkpoint SET document = REPLACE(document, '\"position\":2', '\"position\":1') WHERE checkpoint_id = 2")
                .update();
        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.startsWith("checkpoint 2 of the database was changed"));
        assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);

        jdbc.sql("DELETE FROM audit_checkpoint WHERE checkpoint_id = 1").update();
        assertThat(audit.office().verify(null).faults())
                .anyMatch(line -> line.startsWith("checkpoint 1 of the database is missing"));
    }

    @Test
    void findsRowsThatNoAppendMade() {
        append();
        var row = rows().get(0);
        for (var stray : List.of(List.of(0L, 2L), List.of(16L, 1L), List.of(3L, 1L), List.of(0L, 0L))) {
            insert(row, stray.get(0), stray.get(1));

            assertThat(audit.office().verify(null).faults())
                    .as(stray.toString())
                    .singleElement()
                    .asString()
                    .contains("no append made them");
            jdbc.sql("DELETE FROM audit_event WHERE NOT (lane = 0 AND position = 1)")
                    .update();
        }
    }

    @Test
    void findsALaneThatVanished() {
        append();
        jdbc.sql("DELETE FROM audit_lane WHERE lane = 15").update();

        assertThat(audit.office().verify(null).faults())
                .singleElement()
                .asString()
                .contains("audit_lane has 15 rows");
        assertThatThrownBy(() -> audit.office().checkpoint()).isInstanceOf(AuditBrokenException.class);
    }

    @Test
    void listsTheNewestFirst() {
        appendInTwoLanes();

        var newest = audit.office().newest(3);
        assertThat(newest)
                .hasSize(3)
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(AuditEntry::at).reversed());
        assertThat(newest.get(0).figures()).containsEntry("count", 3L);
        assertThat(newest.get(0).subject()).isEqualTo("00".repeat(16));
    }

    @Test
    void exportsWhatCanBeVerifiedWithoutIt() throws IOException {
        appendInTwoLanes();
        audit.office().checkpoint();
        append();
        var file = home.resolve("export.jsonl");
        var key =
                Files.writeString(home.resolve("key.pem"), audit.certificates().publicKeys());

        assertThat(audit.office().export(file)).isEqualTo(7);
        var found = AuditExport.verify(file, home.resolve("audit"), key, VerificationProgress.NONE);
        assertThat(found.faults()).isEmpty();
        assertThat(found.events()).isEqualTo(7);
        assertThat(found.checkpoints()).isEqualTo(2);
        assertThat(audit.office().newest(9)).extracting(AuditEntry::act).contains("AUDIT_EXPORTED");
        assertThatThrownBy(() -> audit.office().export(file)).hasMessageContaining("is there already");
    }

    @Test
    void anExportThatCannotBeNotedLeavesNoFile() {
        append();
        var file = home.resolve("unnoted.jsonl");
        AuditLog full = event -> {
            assertThat(file).isEmptyFile();
            throw new IllegalStateException("full");
        };
        var office = AuditConfiguration.office(
                audit.keys(), database, new CheckpointFiles(home.resolve("audit")), full, AuditLogContract.CLOCK);

        assertThatThrownBy(() -> office.export(file)).hasMessage("full");
        assertThat(file).doesNotExist();
    }

    private void append() {
        Acting.as(Actor.run("nightly-sync", 7), () -> audit.log()
                .append(AuditEvent.of(AuditAct.TOKEN_SEALED)
                        .tenant(new UUID(1, 1))
                        .connection("c\"1")
                        .run(7)
                        .subject(new byte[16])
                        .object(new UUID(2, 2))
                        .figure(AuditField.COUNT, 3)
                        .build()));
    }

    private void appendInTwoLanes() {
        transaction.executeWithoutResult(status -> {
            append();
            append();
            append();
            AuditLogContract.inAnotherThread(() -> {
                append();
                append();
                append();
            });
        });
    }

    private List<AuditRows.Stored> rows() {
        var rows = new java.util.ArrayList<AuditRows.Stored>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            new AuditRows(jdbc).read(lane, 0, 1_000, rows::add);
        }
        return rows;
    }

    private void putBack(List<AuditRows.Stored> rows) {
        jdbc.sql("DELETE FROM audit_event").update();
        rows.forEach(row -> new AuditRows(jdbc).append(row.event(), row.hash(), row.mac()));
    }

    private void insert(AuditRows.Stored row, long lane, long position) {
        var e = row.event();
        new AuditRows(jdbc)
                .append(
                        new Written(
                                (int) lane,
                                position,
                                e.at(),
                                e.act(),
                                e.actor(),
                                e.actorId(),
                                e.tenant(),
                                e.connection(),
                                e.run(),
                                e.subject(),
                                e.object(),
                                e.figures(),
                                e.previous()),
                        row.hash(),
                        row.mac());
    }

    private void endAt(long position, byte[] hash) {
        new Lanes(jdbc).move(new Lanes.Head(0, position, hash));
    }
}
