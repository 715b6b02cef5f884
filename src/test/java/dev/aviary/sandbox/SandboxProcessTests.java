package dev.aviary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SandboxProcessTests {

    private static final Pattern ROW = Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\"");

    @Test
    void servesAHundredTenantsOfTenThousandFromASmallHeap() throws Exception {
        try (var sandbox = SandboxProcess.start(100, 10_000)) {
            var readers = Executors.newFixedThreadPool(4);
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 100; i += 33) {
                var connection = i;
                tasks.add(() -> readWhole(sandbox, connection));
            }
            for (var read : readers.invokeAll(tasks)) {
                assertThat(read.get()).isEqualTo(20_000);
            }
            readers.shutdown();
            assertThat(sandbox.isAlive()).isTrue();
        }
    }

    @Test
    void servesOneTenantOfAHundredThousandFromASmallHeap() throws Exception {
        try (var sandbox = SandboxProcess.start(1, 100_000)) {
            var ids = ids(sandbox.get(0, "/employer/directory"));

            assertThat(new java.util.HashSet<>(ids)).hasSize(100_000);
            assertThat(ids).hasSize(100_000);
            assertThat(count(
                            sandbox.post(0, "/employer/individual", TestSandbox.people(ids.subList(90_000, 100_000))),
                            "\"code\":200"))
                    .isEqualTo(10_000);
            var payment = ids(sandbox.get(0, "/employer/payment?start_date=2026-01-01&end_date=2026-12-31"))
                    .get(0);
            var page = "{\"requests\":[{\"payment_id\":\"" + payment + "\",\"limit\":5000,\"offset\":80000}]}";
            assertThat(count(sandbox.post(0, "/employer/pay-statement", page), "\"net_pay\""))
                    .isEqualTo(5_000);
        }
    }

    @Test
    void answersTheSameBytesInEveryProcess() throws Exception {
        try (var sandbox = SandboxProcess.start(2, 150, "--payments=2");
                var other = TestSandbox.of(2, 150, "rate-limit=off").as(1)) {
            for (var path : List.of(
                    "/introspect",
                    "/employer/company",
                    "/employer/directory",
                    "/employer/payment?start_date=2020-01-01&end_date=2027-01-01",
                    "/employer/pay-groups",
                    "/employer/benefits",
                    "/providers")) {
                assertThat(sandbox.get(1, path))
                        .as(path)
                        .isEqualTo(other.get(path).bytes());
            }
            var people = TestSandbox.people(other.people());
            assertThat(sandbox.post(1, "/employer/individual", people))
                    .isEqualTo(other.post("/employer/individual", people).bytes());
            assertThat(sandbox.post(1, "/employer/employment", people))
                    .isEqualTo(other.post("/employer/employment", people).bytes());
            var payment = "{\"requests\":[{\"payment_id\":\""
                    + other.payments().get(0).get("id") + "\",\"limit\":200}]}";
            assertThat(sandbox.post(1, "/employer/pay-statement", payment))
                    .isEqualTo(other.post("/employer/pay-statement", payment).bytes());
        }
    }

    private static int readWhole(SandboxProcess sandbox, int connection) throws Exception {
        var ids = TestSandbox.people(ids(sandbox.get(connection, "/employer/directory")));
        return count(sandbox.post(connection, "/employer/individual", ids), "\"code\":200")
                + count(sandbox.post(connection, "/employer/employment", ids), "\"code\":200");
    }

    private static List<String> ids(byte[] body) {
        var matcher = ROW.matcher(new String(body, StandardCharsets.ISO_8859_1));
        var ids = new ArrayList<String>();
        while (matcher.find()) {
            // A row begins with its id; a manager's id follows a name.
            if (matcher.start() == 0 || body[matcher.start() - 1] != ':') {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    private static int count(byte[] body, String what) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var count = 0;
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            count++;
        }
        return count;
    }
}
