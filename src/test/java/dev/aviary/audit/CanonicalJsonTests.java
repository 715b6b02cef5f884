package dev.aviary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[],\"b\":{}}",
                "{\"a\":[1,-2,\"x\",{\"y\":0}],\"b\":9007199254740991}",
                "{\"a\":\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001é€\uD83D\uDE00/\"}",
                "{\"A\":1,\"a\":2,\"a_b\":3,\"é\":4}"
            })
    void readsAndWritesTheOneForm(String json) {
        assertThat(CanonicalJson.write(CanonicalJson.parse(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " {}",
                "{} ",
                "{}\n",
                "[]",
                "1",
                "{\"a\": 1}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":+1}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":9007199254740992}",
                "{\"a\":-9007199254740992}",
                "{\"a\":true}",
                "{\"a\":null}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"x}",
                "{\"a\":[1 ,2]}",
                "{\"a\"",
                "{\"a\":"
            })
    void refusesEveryOtherForm(String json) {
        assertThatThrownBy(() -> CanonicalJson.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        for (var value : List.of(1.5, true, 'c', new Object())) {
            assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
