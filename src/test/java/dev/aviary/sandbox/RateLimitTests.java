package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTests {

    @ParameterizedTest
    @CsvSource({
        "20, GET, /employer/company",
        "20, GET, /employer/directory",
        "20, POST, /employer/individual",
        "20, POST, /employer/employment",
        "20, GET, /employer/pay-statement-item",
        "20, GET, /employer/documents",
        "12, GET, /employer/payment",
        "12, GET, /employer/pay-groups",
        "12, POST, /employer/pay-statement"
    })
    void allowsSoManyAMinuteOverAllConnections(int limit, String method, String path) {
        try (var sandbox = TestSandbox.of(2, 5)) {
            for (int i = 0; i < limit; i++) {
                assertThat(sandbox.as(i % 2)
                                .send(method, path, "{}", "Bearer " + sandbox.token())
                                .status())
                        .isNotEqualTo(429);
            }
            assertThat(sandbox.send(method, path, "{}", "Bearer " + sandbox.token())
                            .text())
                    .isEqualTo("{\"statusCode\":429,\"status\":429,\"code\":429,\"name\":\"rate_limit_exceeded_error\","
                            + "\"finch_code\":\"finch_application_rl\",\"message\":\"Too many requests for token\"}");
            assertThat(sandbox.get("/introspect").status()).isEqualTo(200);
        }
    }

    @Test
    void slidesItsWindow() {
        try (var sandbox = TestSandbox.of(1, 5)) {
            for (int i = 0; i < 20; i++) {
                assertThat(sandbox.get("/employer/company").status()).isEqualTo(200);
                sandbox.advance("PT1S");
            }
            sandbox.advance("PT39.999S");
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(429);
        }
    }

    @Test
    void forgetsAfterSixtySeconds() {
        try (var sandbox = TestSandbox.of(1, 5)) {
            for (int i = 0; i < 20; i++) {
                sandbox.get("/employer/company");
                sandbox.advance("PT1S");
            }
            sandbox.advance("PT40S");
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(200);
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(429);
            assertThat(sandbox.world().limits().violations()).isEqualTo(Map.of("finch_application_rl", 1));
        }
    }

    @Test
    void countsRefusedCallsToo() {
        try (var sandbox = TestSandbox.of(1, 5)) {
            repeat(sandbox, 20);
            sandbox.advance("PT30S");
            repeat(sandbox, 20);
            sandbox.advance("PT30S");
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(429);
        }
    }

    @Test
    void countsOnlySuccessesIfSwitched() {
        try (var sandbox = TestSandbox.of(1, 5, "rate-limit-counts=successes")) {
            repeat(sandbox, 20);
            sandbox.advance("PT30S");
            repeat(sandbox, 20);
            sandbox.advance("PT30S");
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(200);
        }
    }

    @Test
    void startsAFixedWindowWithTheFirstCall() {
        try (var sandbox = TestSandbox.of(1, 5, "rate-limit=fixed", "retry-after=on")) {
            sandbox.get("/employer/company");
            sandbox.advance("PT59S");
            repeat(sandbox, 19);
            assertThat(sandbox.get("/employer/company").header("Retry-After")).isEqualTo("60");
            sandbox.advance("PT1S");
            assertThat(sandbox.get("/employer/company").status()).isEqualTo(200);
        }
    }

    @Test
    void limitsNothingWhenOff() {
        try (var sandbox = TestSandbox.of(1, 5, "rate-limit=off")) {
            for (int i = 0; i < 1_010; i++) {
                assertThat(sandbox.get("/introspect").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void blocksAnAddressForAnHourAfterAThousandCalls() {
        try (var sandbox = TestSandbox.of(1, 5)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(sandbox.get("/introspect").status()).isEqualTo(200);
            }
            var refused = sandbox.get("/introspect");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.object()).containsEntry("finch_code", "finch_api_ip_rl");
            sandbox.advance("PT59M59S");
            assertThat(sandbox.get("/introspect").status()).isEqualTo(429);
            sandbox.advance("PT1S");
            assertThat(sandbox.get("/introspect").status()).isEqualTo(200);
        }
    }

    private static void repeat(TestSandbox sandbox, int times) {
        for (int i = 0; i < times; i++) {
            sandbox.get("/employer/company");
        }
    }
}
