package dev.aviary.leakscan.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.findings.FindingRecorder;
import dev.aviary.leakscan.findings.FindingsForTests;
import dev.aviary.leakscan.reading.Ownership;
import dev.aviary.leakscan.reading.ReadingLostException;
import dev.aviary.leakscan.reading.Readings;
import dev.aviary.leakscan.reading.ReadingsForTests;
import dev.aviary.leakscan.source.CutException;
import dev.aviary.leakscan.source.PackedFiles;
import dev.aviary.leakscan.source.Unread;
import dev.aviary.leakscan.tables.TableTexts.TableText;
import dev.aviary.testing.StillClock;
import dev.aviary.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever becomes of a log between two scans, and whenever a scan is killed: nothing is missed, and nothing is counted twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SinceLastContract {

    private static final BooleanSupplier GO_ON = () -> false;

    private final StillClock clock = new StillClock(Instant.parse("2026-11-27T01:00:00Z"));
    private final LeakScan scan =
            LeakScan.of(Clock.fixed(Instant.parse("2026-11-27T01:00:00Z"), ZoneOffset.UTC), List.of());
    private final Seen seen = new Seen();
    private final List<TableText> tables = new ArrayList<>();
    private DataSource database;
    private JdbcClient jdbc;
    private Readings readings;
    private FindingRecorder recorder;
    private long fence;
    private int secrets;

    @TempDir
    Path directory;

    abstract TestDatabase database();

    @BeforeAll
    void open() {
        database = database().dataSource();
        jdbc = JdbcClient.create(database);
        readings = ReadingsForTests.in(database, clock);
        recorder = FindingsForTests.recorder(database, clock);
    }

    @AfterAll
    void close() throws Exception {
        ((AutoCloseable) database).close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("DELETE FROM leak_finding").update();
        jdbc.sql("DELETE FROM leak_reading").update();
        seen.clear();
        tables.clear();
    }

    @Test
    void readsWhatWasAddedOnly() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "first line\n", secret(), "\n");
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(scan().files()).isZero();

        append(log, "more\n  ", secret(), "\n");
        var summary = scan();
        assertThat(summary.findings()).isEqualTo(1);
        assertThat(seen.findings.get(0).line()).isEqualTo(4);
        assertThat(seen.findings.get(0).column()).isEqualTo(3);
        assertThat(seen.findings.get(0).offset()).isEqualTo(11 + 20 + 1 + 5 + 2);
        assertThat(summary.bytes()).isEqualTo(5 + 2 + 20 + 1);
        assertThat(sightings()).containsExactly(1L, 1L);
    }

    @Test
    void findsASecretThatWasHalfWrittenOnce() throws IOException {
        var log = directory.resolve("app.log");
        var secret = secret();
        append(log, "the key is ", secret.substring(0, 9));
        assertThat(scan().findings()).isZero();

        append(log, secret.substring(9), "\n");
        assertThat(scan().findings()).isEqualTo(1);
        append(log, "and nothing more\n");
        assertThat(scan().findings()).isZero();
        assertThat(sightings()).containsExactly(1L);
    }

    @Test
    void readsALogOnThatWasRenamedAndThenCompressed() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "a ", secret(), "\n");
        scan();
        append(log, "b ", secret(), "\n");
        Files.move(log, directory.resolve("app.log.1"));
        append(log, "c ", secret(), "\n");
        assertThat(scan().findings()).isEqualTo(2);

        append(directory.resolve("app.log.1"), "late ", secret(), "\n");
        compress("app.log.1", "app.log.2.gz");
        Files.move(log, directory.resolve("app.log.1"));
        assertThat(scan().findings()).isEqualTo(1);
        var again = scan();
        assertThat(again.findings()).isZero();
        assertThat(again.files()).isZero();

        assertThat(sightings()).hasSize(4).containsOnly(1L);
        assertThat(sources()).containsOnly(log.toString());
    }

    @Test
    void readsALogOnThatWasCopiedAndTruncated() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "a ", secret(), "\n", "x".repeat(10_000), "\n");
        scan();
        append(log, "b ", secret(), "\n");
        Files.copy(log, directory.resolve("app.log.1"));
        Files.writeString(log, "c " + secret() + "\n");

        assertThat(scan().findings()).isEqualTo(2);
        assertThat(sightings()).hasSize(3).containsOnly(1L);
    }

    @Test
    void readsACopyBesideItAsATextOfItsOwn() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "a ", secret(), "\n");
        scan();
        Files.copy(log, directory.resolve("copy.log"));

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sources())
                .containsExactlyInAnyOrder(
                        log.toString(), directory.resolve("copy.log").toString());
        assertThat(scan().findings()).isZero();
    }

    /** Scans can be about different directories: that the original is not in this one does not make a copy the original. */
    @Test
    void readsACopyElsewhereAsATextOfItsOwn() throws IOException {
        var there = Files.createDirectory(directory.resolve("there"));
        var here = Files.createDirectory(directory.resolve("here"));
        append(there.resolve("app.log"), "a ", secret(), "\n", "x".repeat(10_000), "\n");
        read(plan(recorder, there.toString()));
        Files.copy(there.resolve("app.log"), here.resolve("copy.log"));
        append(here.resolve("copy.log"), "b ", secret(), "\n");

        read(plan(recorder, here.toString()));
        assertThat(seen.findings).hasSize(2);
        Files.writeString(there.resolve("app.log"), "c " + secret() + "\n");
        Files.copy(here.resolve("copy.log"), here.resolve("another.log"));
        read(plan(recorder, here.toString()));
        assertThat(seen.findings)
                .as("the original was cut off, as by copytruncate, so this is where it went on")
                .hasSize(1);
    }

    @Test
    void readsWhatIsNewInAnArchive() throws IOException {
        var archive = directory.resolve("logs.zip");
        var first = "a " + secret() + "\n";
        Files.write(archive, PackedFiles.zip("a.log", first.getBytes(UTF_8)));
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(scan().files()).isZero();

        Files.write(archive, PackedFiles.zip("a.log", (first + "b " + secret() + "\n").getBytes(UTF_8)));
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sightings()).containsExactly(1L, 1L);
    }

    @Test
    void keepsThatEverybodyCanReadAFileAndThatItsNameIsASecret() throws IOException {
        var named = directory.resolve("of-" + secret() + ".log");
        append(named, "nothing");
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(scan().findings()).isZero();

        assertThat(jdbc.sql("SELECT rule FROM leak_finding").query(String.class).list())
                .containsExactly("secret-in-name");
        assertThat(sources()).noneMatch(source -> source.contains("AKIA"));
    }

    @Test
    void findsASecretInTheNameOfAnEmptyFile() throws IOException {
        append(directory.resolve("of-" + secret() + ".log"), "");

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(scan().findings()).isZero();
        assertThat(sightings()).containsExactly(2L);
    }

    @Test
    void findsASecretInANameThatAFileOrMemberGotSinceItWasRead() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "nothing\n");
        scan();
        var named = directory.resolve("of-" + secret() + ".log");
        Files.move(log, named);
        assertThat(scan().findings()).as("nothing to be read").isEqualTo(1);

        Files.move(named, log);
        append(log, "more\n");
        assertThat(scan().findings()).isZero();
        Files.write(directory.resolve("logs.zip"), PackedFiles.zip("of-" + secret() + ".log", Files.readAllBytes(log)));
        Files.delete(log);
        assertThat(scan().findings()).as("a member that was read as a file").isEqualTo(1);
        assertThat(scan().findings()).isZero();
    }

    @Test
    void findsASecretInANameThoughTheScanWasKilledBefore() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "nothing\n");
        scan();
        Files.move(log, directory.resolve("of-" + secret() + ".log"));
        plan();

        assertThat(scan().findings()).isEqualTo(1);
    }

    @Test
    void stopsAfterABlockAndGoesOnThere() throws IOException {
        var log = directory.resolve("app.log");
        for (var block = 0; block < 4; block++) {
            append(log, secret(), "\n", "x".repeat(Block.SIZE - 21 - 1), "\n");
        }
        var stopping = plan();
        assertThat(stopping.readNext(() -> true)).isFalse();
        assertThat(sightings()).hasSize(1);

        assertThat(scan().findings()).isEqualTo(3);
        assertThat(sightings()).hasSize(4).containsOnly(1L);
    }

    @Test
    void goesOnBeforeWhatOnlyTheNextBlockWouldHaveReported() throws IOException {
        append(directory.resolve("app.log"), "x".repeat(Block.SIZE - 100), " ", secret(), " ", "x".repeat(Block.SIZE));
        plan().readNext(() -> true);
        assertThat(sightings()).isEmpty();

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(seen.findings.get(0).column()).isEqualTo(Block.SIZE - 100 + 2);
    }

    /** Whoever can write into a log must not fill the database; what is known of it already counts as before. */
    @Test
    void keepsSoManyFindingsOfAFileAtATime() throws IOException {
        var log = directory.resolve("app.log");
        var known = secret();
        append(log, known, "\n");
        scan();
        var flood = new StringBuilder();
        for (var number = 0; number < LeakScan.LISTED + 50; number++) {
            flood.append(secret()).append('\n');
        }
        append(log, flood.toString(), known, "\n");
        var since = plan();
        read(since);

        assertThat(since.end().findings()).isEqualTo(LeakScan.LISTED + 51);
        assertThat(sightings()).hasSize(LeakScan.LISTED + 1).contains(2L);
        assertThat(seen.unread)
                .containsExactly(log + ": has more than " + LeakScan.LISTED
                        + " new findings by patterns: the others were counted, not kept");
        append(log, secret(), "\n");
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sightings()).hasSize(LeakScan.LISTED + 2);
    }

    @Test
    void readsATextFromItsBeginningThatOnlyBeginsLikeOneItKnows() throws IOException {
        var log = directory.resolve("app.log");
        var banner = "the same banner in every file\n".repeat(200);
        append(log, banner, "a ", secret(), "\n");
        scan();
        Files.writeString(log, banner + "b " + secret() + "\n and more\n");

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(seen.findings.get(0).line()).isEqualTo(201);
        assertThat(sightings()).hasSize(2);
    }

    @Test
    void tellsLogsApartThatSayTheSameForLong() throws IOException {
        var log = directory.resolve("app.log");
        var same = "x".repeat(10_000);
        append(log, same, " ", secret(), " ", "x".repeat(3 * Block.SIZE));
        plan().readNext(() -> true);
        Files.move(log, directory.resolve("app.log.1"));
        append(log, same, " ", secret(), " ", "x".repeat(3 * Block.SIZE));

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sightings()).containsExactly(1L, 1L);
        assertThat(sources()).containsOnly(log.toString());
    }

    @Test
    void saysNothingOfALogThatGrowsWhileItIsRead() throws IOException {
        var log = directory.resolve("app.log");
        append(log, secret(), "\n");
        var growing = plan(new Altering(() -> append(log, secret(), "\n")), directory.toString());
        assertThat(growing.readNext(GO_ON)).isTrue();

        assertThat(seen.unread).isEmpty();
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sightings()).containsExactly(1L, 1L);
    }

    @Test
    void keepsNothingOnceAnotherHasTakenOver() throws IOException {
        append(directory.resolve("app.log"), secret());
        var former = plan();
        var latter = plan();

        assertThatExceptionOfType(ReadingLostException.class).isThrownBy(() -> former.readNext(GO_ON));
        assertThat(sightings()).isEmpty();
        latter.readNext(GO_ON);
        assertThat(sightings()).hasSize(1);
    }

    @Test
    void keepsNothingOfATableOnceAnotherHasTakenOver() {
        tables.add(oneRow());
        var former = plan();
        plan();

        assertThatExceptionOfType(ReadingLostException.class).isThrownBy(() -> former.readNext(GO_ON));
        assertThat(sightings()).isEmpty();
    }

    private TableText oneRow() {
        var row = "SHORT_CONTEXT=" + secret() + "\n";
        return new TableText() {
            @Override
            public String name() {
                return "table:batch_job_execution_context";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(row.getBytes(UTF_8));
            }
        };
    }

    @Test
    void remembersNoTextThatIsGoneForLong() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "a text");
        scan();
        Files.delete(log);
        clock.advance(Duration.ofDays(91));
        append(directory.resolve("other.log"), "another");
        scan();

        assertThat(jdbc.sql("SELECT COUNT(*) FROM leak_reading")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void readsEachOfSeveralMembersOfOneName() throws IOException {
        var archive = directory.resolve("logs.tar.gz");
        var first = "a " + secret() + "\n" + "long ".repeat(1000);
        var second = "b " + secret() + "\n";
        Files.write(archive, PackedFiles.gzip(PackedFiles.tar("a.log", first, second)));
        assertThat(scan().findings()).isEqualTo(2);

        Files.write(archive, PackedFiles.gzip(PackedFiles.tar("a.log", first + "c " + secret(), second, secret())));
        assertThat(scan().findings()).isEqualTo(2);
        assertThat(sightings()).hasSize(4).containsOnly(1L);
    }

    /** tar fills up with zeroes, so that neither its size nor its end tells. */
    @Test
    void readsWhatWasAddedToATarThatIsAsLongAsBefore() throws IOException {
        var archive = directory.resolve("logs.tar");
        var first = "a " + secret();
        Files.write(archive, PackedFiles.tar("a.log", first));
        assertThat(scan().findings()).isEqualTo(1);
        var size = Files.size(archive);

        Files.write(archive, PackedFiles.tar("a.log", first, "b " + secret()));
        assertThat(Files.size(archive)).isEqualTo(size);
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sightings()).containsExactly(1L, 1L);
    }

    @Test
    void keepsHowFarATextWithAVeryLongNameWasRead() throws IOException {
        var archive = directory.resolve("logs.zip");
        var name = "directory/".repeat(120) + "a.log";
        var first = "a " + secret() + "\n";
        Files.write(archive, PackedFiles.zip(name, first.getBytes(UTF_8)));
        assertThat(scan().findings()).isEqualTo(1);

        Files.write(archive, PackedFiles.zip(name, (first + first + first).getBytes(UTF_8)));
        assertThat(scan().findings()).isEqualTo(2);
        assertThat(sightings()).containsExactly(3L);
    }

    @Test
    void remembersTheTextsOfAPackedFileAsLongAsItIsThere() throws IOException {
        var log = directory.resolve("app.log");
        append(log, "a ", secret(), "\n");
        compress("app.log", "app.log.1.gz");
        assertThat(scan().findings()).isEqualTo(1);
        clock.advance(Duration.ofDays(60));
        assertThat(scan().files()).isZero();
        clock.advance(Duration.ofDays(60));
        assertThat(scan().files()).isZero();

        var packed = Files.readAllBytes(directory.resolve("app.log.1.gz"));
        Files.write(directory.resolve("old.zip"), PackedFiles.zip("app.log.1.gz", packed));
        Files.delete(directory.resolve("app.log.1.gz"));
        assertThat(scan().findings()).isZero();
    }

    @Test
    void unpacksAFileOnceThoughSomethingInItIsLeftOut() throws IOException {
        var damaged = Arrays.copyOf(PackedFiles.gzip(("a " + secret() + "\n").getBytes(UTF_8)), 30);
        Files.write(directory.resolve("app.log.1.gz"), damaged);
        Files.write(directory.resolve("old.log.lz4"), ("\u0004\"M\u0018" + "x".repeat(90)).getBytes(ISO_8859_1));
        read(plan());
        assertThat(seen.unread)
                .containsExactlyInAnyOrder(
                        directory.resolve("app.log.1.gz") + ": ends early",
                        directory.resolve("old.log.lz4") + ": is not unpacked: lz4");

        assertThat(scan().files()).as("told once").isZero();
        jdbc.sql("UPDATE leak_reading SET left_out = 'other limits' WHERE packed = TRUE")
                .update();
        read(plan());
        assertThat(seen.unread).as("with other limits, more may be read").hasSize(2);
        assertThat(scan().files()).isZero();
    }

    @Test
    void tellsOnceWhatIsLeftOutOfATarOrZip() throws IOException {
        var rar = "Rar!\u001a\u0007" + "x".repeat(90);
        var tar = Files.write(directory.resolve("logs.tar"), PackedFiles.tar("a.rar", rar, "a " + secret()));
        var zip = Files.write(directory.resolve("logs.zip"), PackedFiles.zip("a.rar", rar.getBytes(UTF_8)));
        Files.write(directory.resolve("cut.tar"), Arrays.copyOf(PackedFiles.tar("a.log", "b " + secret()), 530));
        read(plan());
        assertThat(seen.unread)
                .containsExactlyInAnyOrder(
                        tar + "!a.rar: is not unpacked: rar",
                        zip + "!a.rar: is not unpacked: rar",
                        directory.resolve("cut.tar") + ": is damaged or ends early");

        assertThat(scan().files()).as("told once").isZero();
        Files.move(tar, directory.resolve("moved.tar"));
        assertThat(scan().files()).isZero();
        var size = Files.size(directory.resolve("moved.tar"));
        Files.write(
                directory.resolve("moved.tar"), PackedFiles.tar("a.rar", rar.replace("xxx", "yyy"), "a " + secret()));
        assertThat(directory.resolve("moved.tar")).hasSize(size);
        read(plan());
        assertThat(seen.unread).singleElement().asString().endsWith("moved.tar!a.rar: is not unpacked: rar");
        jdbc.sql("UPDATE leak_reading SET left_out = 'other limits' WHERE packed = TRUE")
                .update();
        read(plan());
        assertThat(seen.unread).hasSize(3);
    }

    /** Moved from another file system, an archive is another file, and its number may be that of a copy of its text. */
    @Test
    void readsAnUnpackedCopyBesideAnArchiveThatWasMovedAsATextOfItsOwn() throws IOException {
        var text = "a " + secret() + "\n";
        var archive = directory.resolve("old.zip");
        Files.write(archive, PackedFiles.zip("app.log", text.getBytes(UTF_8)));
        assertThat(scan().findings()).isEqualTo(1);
        Files.write(directory.resolve("moved.zip"), Files.readAllBytes(archive));
        Files.delete(archive);
        append(directory.resolve("app.log"), text);

        assertThat(scan().findings()).isEqualTo(1);
        assertThat(sources())
                .containsExactlyInAnyOrder(
                        archive + "!app.log", directory.resolve("app.log").toString());
        clock.advance(Duration.ofDays(60));
        scan();
        clock.advance(Duration.ofDays(60));
        scan();
        Files.write(directory.resolve("moved.zip"), PackedFiles.zip("app.log", (text + "more\n").getBytes(UTF_8)));
        assertThat(scan().findings())
                .as("remembered as long as the archive is there")
                .isZero();
    }

    @Test
    void tellsWhatOfATableWasCut() {
        tables.add(new TableText() {
            @Override
            public String name() {
                return "query:mine";
            }

            @Override
            public InputStream open() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new CutException("values of 1 row are longer than is read");
                    }
                };
            }
        });
        read(plan());

        assertThat(seen.unread).containsExactly("query:mine: values of 1 row are longer than is read");
    }

    @Test
    void readsTablesWholeEachTime() {
        tables.add(oneRow());
        assertThat(scan().findings()).isEqualTo(1);
        assertThat(scan().findings()).isEqualTo(1);

        assertThat(sightings()).containsExactly(2L);
        assertThat(sources()).containsExactly("table:batch_job_execution_context");
    }

    /** Each takes two connections of the pool: more readers than it has must not wait for each other. */
    @Test
    void readsOneTableAtATime() {
        var whileOpen = new ArrayList<Boolean>();
        var since = new SinceLastScan[1];
        for (var name : List.of("table:one", "table:two")) {
            tables.add(new TableText() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public InputStream open() {
                    whileOpen.add(CompletableFuture.supplyAsync(() -> since[0].readNext(GO_ON))
                            .join());
                    return new ByteArrayInputStream(secret().getBytes(UTF_8));
                }
            });
        }
        since[0] = plan();
        while (since[0].readNext(GO_ON)) {
            assertThat(since[0].standing().filesRead()).isPositive();
        }

        assertThat(whileOpen).containsExactly(false, false);
        assertThat(sources()).containsExactlyInAnyOrder("table:one", "table:two");
    }

    @Test
    void tellsOfWhatIsNotThere() {
        var missing = plan(recorder, "no-such");

        assertThat(missing.readNext(GO_ON)).isFalse();
        assertThat(seen.unread).containsExactly("no-such: nothing has this name");
    }

    /** Logs are written, rotated, compressed and deleted once they were read; scans are stopped and break at any place. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void missesNothingAndCountsNothingTwice(long seed) throws IOException {
        var random = new Random(seed);
        var log = directory.resolve("app.log");
        int planted = 0;
        for (var night = 0; night < 12; night++) {
            for (int lines = random.nextInt(6); lines >= 0; lines--) {
                var filler = random.nextInt(5) == 0 ? random.nextInt(2 * Block.SIZE) : random.nextInt(6000);
                append(log, "night " + night + " line " + lines + " ", "y".repeat(filler), " ", secret(), "\n");
                planted++;
                if (random.nextInt(3) == 0) {
                    rotate(log, random);
                }
                if (random.nextInt(3) == 0) {
                    broken(random);
                }
            }
        }
        scan();

        assertThat(sightings()).hasSize(planted).containsOnly(1L);
    }

    private void rotate(Path log, Random random) throws IOException {
        for (var number = 60; number >= 1; number--) {
            for (var end : List.of("", ".gz", ".bz2")) {
                var old = directory.resolve("app.log." + number + end);
                if (Files.exists(old)) {
                    Files.move(old, directory.resolve("app.log." + (number + 1) + end));
                }
            }
        }
        if (Files.exists(log)) {
            Files.move(log, directory.resolve("app.log.1"));
        }
        var older = "app.log." + (2 + random.nextInt(3));
        if (Files.exists(directory.resolve(older))) {
            compress(older, older + ".gz");
        }
    }

    private void broken(Random random) {
        var steps = new int[] {random.nextInt(6)};
        var breaking = new FindingRecorder() {
            @Override
            public Recorded record(Seen what, Runnable alongside) {
                if (steps[0]-- > 0) {
                    return recorder.record(what, alongside);
                }
                if (random.nextBoolean()) {
                    recorder.record(what, alongside);
                    throw new IllegalStateException("killed after the commit");
                }
                return recorder.record(what, () -> {
                    alongside.run();
                    throw new IllegalStateException("killed before the commit");
                });
            }

            @Override
            public void end() {
                recorder.end();
            }
        };
        var stop = random.nextInt(4);
        var asked = new int[1];
        try {
            var since = plan(breaking, directory.toString());
            boolean more;
            do {
                more = since.readNext(() -> asked[0]++ == stop);
            } while (more);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("killed");
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Has something happen while a file is read. */
    private final class Altering implements FindingRecorder {

        private final Change change;

        Altering(Change change) {
            this.change = change;
        }

        @Override
        public Recorded record(Seen what, Runnable alongside) {
            try {
                change.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return recorder.record(what, alongside);
        }

        @Override
        public void end() {
            recorder.end();
        }
    }

    private SinceLastScan plan() {
        return plan(recorder, directory.toString());
    }

    private SinceLastScan plan(FindingRecorder keeping, String path) {
        return SinceLastScan.plan(
                scan, readings, keeping, new Ownership(1, ++fence), List.of(path), tables, seen, clock);
    }

    private void read(SinceLastScan since) {
        seen.clear();
        boolean more;
        do {
            more = since.readNext(GO_ON);
        } while (more);
    }

    private ScanSummary scan() {
        var since = plan();
        read(since);
        var standing = since.standing();
        assertThat(standing.filesRead()).isEqualTo(standing.files());
        assertThat(standing.bytesRead()).isEqualTo(standing.bytes());
        assertThat(seen.unread).isEmpty();
        return since.end();
    }

    private String secret() {
        return "AKIA" + "Q7K2M5XR"
                + "%8s"
                        .formatted(Integer.toString(secrets++, 6))
                        .replace(' ', '6')
                        .replace('0', 'Z')
                        .replace('1', 'Y');
    }

    private static void append(Path file, String... parts) throws IOException {
        Files.writeString(file, String.join("", parts), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void compress(String name, String packed) throws IOException {
        var file = directory.resolve(name);
        Files.write(directory.resolve(packed), PackedFiles.gzip(Files.readAllBytes(file)));
        Files.delete(file);
    }

    private List<Long> sightings() {
        return jdbc.sql("SELECT sightings FROM leak_finding WHERE rule <> 'world-readable'")
                .query(Long.class)
                .list();
    }

    private List<String> sources() {
        return jdbc.sql("SELECT source FROM leak_finding").query(String.class).list();
    }

    private static final class Seen implements ScanReport {

        private final List<ScanFinding> findings = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();

        void clear() {
            findings.clear();
            unread.clear();
        }

        @Override
        public void finding(ScanFinding finding) {
            findings.add(finding);
        }

        @Override
        public void unread(Unread one) {
            unread.add(one.place() + ": " + one.why());
        }

        @Override
        public void end(ScanSummary summary) {}
    }
}
