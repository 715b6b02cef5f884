package dev.aviary.sandbox;

import java.util.List;

/**
 * Measures what a record costs the sandbox: processor time of its process per record, with a heap of 64 MB. Run it as a program, with the test
 * class path.
 */
final class SandboxThroughput {

    private static final int PEOPLE = 10_000;
    private static final int ROUNDS = 40;

    private SandboxThroughput() {}

    @FunctionalInterface
    private interface Read {
        byte[] once() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        try (var sandbox = SandboxProcess.start(1, PEOPLE)) {
            var directory = TestSandbox.map(JsonTree.read(sandbox.get(0, "/employer/directory")));
            var ids = ((List<?>) directory.get("individuals"))
                    .stream()
                            .map(row -> (String) TestSandbox.map(row).get("id"))
                            .toList();
            var people = TestSandbox.people(ids);
            var payments = JsonTree.read(sandbox.get(0, "/employer/payment?start_date=2026-01-01&end_date=2026-12-31"));
            var payment = TestSandbox.map(((List<?>) java.util.Objects.requireNonNull(payments)).get(0))
                    .get("id");
            var statements = "{\"requests\":[{\"payment_id\":\"" + payment + "\",\"limit\":5000}]}";
            measure(sandbox, "directory", PEOPLE, () -> sandbox.get(0, "/employer/directory"));
            measure(sandbox, "individual", PEOPLE, () -> sandbox.post(0, "/employer/individual", people));
            measure(sandbox, "employment", PEOPLE, () -> sandbox.post(0, "/employer/employment", people));
            measure(sandbox, "pay-statement", 5_000, () -> sandbox.post(0, "/employer/pay-statement", statements));
        }
    }

    private static void measure(SandboxProcess sandbox, String what, int records, Read read) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            read.once();
        }
        var before = sandbox.cpu();
        var bytes = 0L;
        for (int i = 0; i < ROUNDS; i++) {
            bytes += read.once().length;
        }
        var nanos = sandbox.cpu().minus(before).toNanos();
        System.out.printf(
                "%-14s %6.2f us of processor time and %5d bytes per record%n",
                what, nanos / 1_000.0 / records / ROUNDS, bytes / records / ROUNDS);
    }
}
