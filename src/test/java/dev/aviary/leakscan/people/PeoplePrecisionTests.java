package dev.aviary.leakscan.people;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.exact.LogText;
import dev.aviary.testing.StillClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers and addresses of nobody are not found. */
class PeoplePrecisionTests {

    @TempDir
    private Path directory;

    @Test
    void findsNobodyInTextsAboutOthers() {
        var detector = new PeopleGround(
                        2, 500, directory.resolve("kek.json"), new StillClock(Instant.parse("2026-11-25T08:00:00Z")))
                .detector();

        assertThat(PeopleGround.findings(detector, 100_000, new Random(3))).isZero();
        detector.search(Block.whole(new LogText(new Random(1)).bytes(3_000_000)), hit -> {
            throw new AssertionError("nobody is in " + hit);
        });
        var hits = new int[1];
        detector.search(
                Block.whole((PeopleGround.ssn(1, 499) + " p0@t1.example").getBytes(US_ASCII)), hit -> hits[0]++);
        assertThat(hits[0]).isEqualTo(2);
    }
}
