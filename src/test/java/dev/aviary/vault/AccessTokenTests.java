package dev.aviary.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Law 1: no way of printing, comparing or writing a token shows it. */
class AccessTokenTests {

    private final Canary canary = new Canary("0b8a1f6e-3c55-4d1e-9a77-6f2d1f0c9b10");
    private final AccessToken token = canary.token();

    @Test
    void revealsItselfForTheHeaderOnly() {
        assertThat(token.revealForHeader()).isEqualTo(canary.secret());
    }

    @Test
    void printsItselfMasked() {
        assertThat(token).hasToString("AccessToken[hidden]");
        assertThat(List.of(token) + " " + Map.of("token", token) + String.format("%s", token))
                .doesNotContain("0b8a1f6e");
    }

    @Test
    void showsNothingToJackson() {
        canary.assertNotIn("JSON", new JsonMapper().writeValueAsString(Map.of("token", token)));
    }

    @Test
    void showsNothingToAJacksonThatReadsPrivateFields() {
        var curious = JsonMapper.builder()
                .changeDefaultVisibility(all -> all.withVisibility(PropertyAccessor.ALL, Visibility.ANY))
                .build();

        canary.assertNotIn("JSON", curious.writeValueAsString(Map.of("token", token)));
    }

    @Test
    void showsNothingToGson() {
        canary.assertNotIn("JSON", new Gson().toJson(Map.of("token", token)));
    }

    @Test
    void refusesJavaSerialisation() throws Exception {
        var written = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(written)) {
            assertThatThrownBy(() -> out.writeObject(token)).isInstanceOf(NotSerializableException.class);
        }
        canary.assertNotIn("serialised form", written.toByteArray());
    }

    @Test
    void staysHiddenInLogs() {
        var events = new ListAppender<ILoggingEvent>();
        events.start();
        var logger = (Logger) LoggerFactory.getLogger("canary");
        logger.setAdditive(false);
        logger.addAppender(events);
        logger.error("Used {} and {}", token, List.of(token), new IllegalStateException("with " + token));

        assertThat(events.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("Used AccessToken[hidden] and [AccessToken[hidden]]");
            canary.assertNotIn("stack trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        });
    }

    @Test
    void hasNothingThatATemplateOrAMapperCouldFind() {
        var found = Arrays.stream(AccessToken.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(java.lang.reflect.Method::getName);

        assertThat(found).containsExactlyInAnyOrder("of", "revealForHeader", "close", "toString");
    }

    @Test
    void isEqualToItselfOnly() {
        try (var twin = canary.token()) {
            assertThat(token).isNotEqualTo(twin).isEqualTo(token);
            assertThat(token.hashCode()).isEqualTo(System.identityHashCode(token));
        }
    }

    @Test
    void wipesItsContentWhenClosed() throws Exception {
        var field = AccessToken.class.getDeclaredField("content");
        field.setAccessible(true);
        token.close();

        assertThat((byte[]) field.get(token)).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(token::revealForHeader);
        assertThatIllegalStateException().isThrownBy(token::cleartextCopy);
    }

    @Test
    void copiesWhatItIsGiven() {
        var given = canary.secret().toCharArray();
        try (var copied = AccessToken.of(given)) {
            Arrays.fill(given, '0');

            assertThat(copied.revealForHeader()).isEqualTo(canary.secret());
        }
    }

    @Test
    void takesEveryVisibleAsciiCharacterAndNoOther() {
        IntStream.rangeClosed(0, 0xffff).forEach(c -> {
            var characters = new char[] {'a', (char) c};
            if (c > ' ' && c < 127) {
                AccessToken.of(characters).close();
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of(characters));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025, 100_000})
    void refusesLengthsThatNoTokenHas(int length) {
        var characters = "x".repeat(length).toCharArray();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(characters))
                .withMessageNotContaining("xx");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 36, 1024})
    void takesLengthsThatATokenMayHave(int length) {
        try (var taken = AccessToken.of("x".repeat(length).toCharArray())) {
            assertThat(taken.revealForHeader()).hasSize(length);
        }
    }
}
