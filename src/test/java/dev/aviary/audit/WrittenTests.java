package dev.aviary.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTests {

    @Test
    void hasOneFormInBytes() {
        assertThat(canonical(at(Instant.parse("2026-03-02T06:07:08.009010Z"))))
                .isEqualTo("{\"act\":\"TOKEN_SEALED\",\"actor\":\"run\",\"actor_id\":\"nightly-sync#7\","
                        + "\"at\":\"2026-03-02T06:07:08.009010Z\",\"connection\":\"c1\",\"figures\":{\"count\":3},\"lane\":2,"
                        + "\"position\":5,\"previous\":\"" + "00".repeat(32) + "\",\"run\":7,\"subject\":\"0f"
                        + "00".repeat(15)
                        + "\"}");
    }

    /** What stands in a database that somebody changed may be anything, and must not look like something else. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\n", "\u0001", "é", "€", "\uD83D\uDE00", "\u007f", "a\",\"lane\":3,\"x\":\"b"})
    void isCanonicalJsonWhateverTheTexts(String text) {
        var event = with(text.repeat(300));

        assertThat(CanonicalJson.parse(canonical(event))).containsEntry("connection", text.repeat(300));
    }

    @Test
    void isWrittenIntoTheSameArrayAgain() {
        var json = new CanonicalObject();
        with("x".repeat(5000)).writeTo(json);
        with("y").writeTo(json);

        assertThat(json.length()).isEqualTo(with("y").canonical().length);
    }

    @Test
    void hasAnotherFormForEachInstantThatADatabaseCanHold() {
        var years = Stream.of(-2026, -1, 0, 1, 26, 999, 2026, 9999, 10_000, 12_026, 20_260)
                .map(year -> canonical(at(LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC))));

        assertThat(years).doesNotHaveDuplicates();
    }

    private static Written with(String connection) {
        return written(Instant.EPOCH, connection);
    }

    private static Written at(Instant instant) {
        return written(instant, "c1");
    }

    private static Written written(Instant at, String connection) {
        var subject = new byte[16];
        subject[0] = 15;
        return new Written(
                2,
                5,
                at,
                "TOKEN_SEALED",
                "run",
                "nightly-sync#7",
                null,
                connection,
                7L,
                subject,
                null,
                CanonicalJson.write(new TreeMap<>(Map.of("count", 3))),
                Hashes.none());
    }

    private static String canonical(Written event) {
        return new String(event.canonical(), UTF_8);
    }
}
