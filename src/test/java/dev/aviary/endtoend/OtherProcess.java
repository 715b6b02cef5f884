package dev.aviary.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Aviary in a JVM of its own, as people start it: arguments, environment, signals, exit code. */
final class OtherProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A line of its output, and how long after the start it came. */
    record Line(long nanos, String text) {}

    private final Process process;
    private final long started = System.nanoTime();
    private final List<Line> lines = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "output");
    private boolean ended;

    private OtherProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /** @param options of the JVM */
    static OtherProcess start(Trial trial, Map<String, String> settings, List<String> options, String... arguments) {
        var command = Packaged.command(options);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(trial.home().toFile());
        settings.forEach((name, value) -> builder.environment()
                .put(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), value));
        try {
            return new OtherProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output broke off)");
        }
        end();
    }

    private synchronized void add(String text) {
        lines.add(new Line(System.nanoTime() - started, text));
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for the first line with this text; empty if the process ends without one. */
    synchronized Optional<Line> await(String text) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found =
                    lines.stream().filter(line -> line.text().contains(text)).findFirst();
            if (found.isPresent() || ended) {
                return found;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No '" + text + "' in " + PATIENCE + ": " + output());
            }
            try {
                wait(1_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @return whether it had not ended by itself before */
    boolean killAfter(long nanos) {
        try {
            if (process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            process.destroyForcibly().waitFor();
            return process.exitValue() == 128 + 9;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code INT} is what Ctrl-C sends. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has ended. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running after " + PATIENCE + ": " + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean endsWithin(long nanos) {
        try {
            return process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized String output() {
        return String.join("\n", lines.stream().map(Line::text).toList());
    }

    /** Nothing of a test outlives it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
