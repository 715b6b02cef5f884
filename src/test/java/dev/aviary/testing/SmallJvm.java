package dev.aviary.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Starts JVMs that only tests need and that may be killed. Classes are packed into a jar, because class-data sharing takes no directories; the first JVM
 * leaves an archive of its classes behind, which saves the others half of the start. They do not log.
 */
public final class SmallJvm {

    private static final String ENOUGH =
            ".*/(h2|mariadb-java-client|tink|protobuf-java|gson|spring-(core|beans|tx|jdbc)|slf4j-api|HikariCP|jspecify|commons-logging)-[^/]*\\.jar";

    private final Path archive;
    private final List<String> command;

    /** @param directory for the jar and the archive */
    public SmallJvm(Path directory, Class<?> main) throws IOException {
        archive = directory.resolve("classes.jsa");
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xmx128m",
                "-cp",
                classPath(directory),
                main.getName());
    }

    public Running start(String... arguments) throws IOException {
        var all = new ArrayList<>(command);
        all.add(1, (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
        all.addAll(Arrays.asList(arguments));
        return new Running(new ProcessBuilder(all).redirectErrorStream(true).start());
    }

    private static String classPath(Path directory) throws IOException {
        var parts = new ArrayList<String>();
        for (var name : List.of("classes", "test-classes")) {
            parts.add(jarOf(Path.of("target", name), directory.resolve(name + ".jar")));
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> part.matches(ENOUGH))
                .forEach(parts::add);
        return String.join(File.pathSeparator, parts);
    }

    private static String jarOf(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    /** Nothing of a test outlives it: close ends it. */
    public static final class Running implements AutoCloseable {

        private final Process process;
        private final BufferedReader lines;

        private Running(Process process) {
            this.process = process;
            this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads up to this line. */
        public void await(String text) throws IOException {
            var all = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(line);
                if (line.equals(text)) {
                    return;
                }
            }
            throw new IllegalStateException("No '" + text + "': " + String.join("\n", all));
        }

        /** Kills it with SIGKILL. */
        public void killAfter(long nanos) throws InterruptedException {
            if (process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("It ended by itself, with exit code " + process.exitValue());
            }
            process.destroyForcibly().waitFor();
        }

        /** Closes its standard input and waits for its end. */
        public void end() throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
