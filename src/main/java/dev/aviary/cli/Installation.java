package dev.aviary.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Whether there is an installation of Aviary to ask, told without starting anything. */
final class Installation {

    private static final int LARGEST_SETTINGS = 1 << 20;

    private Installation() {}

    /** Somebody says who acts, or the database is set, or it lies in {@code aviary.home}, or there are settings for Aviary here. */
    static boolean isAtHand(CommandSpec spec) {
        var root = spec.root().userObject();
        return root instanceof AviaryCommand aviary && (aviary.as != null || aviary.keyFile != null)
                || isSet("spring.datasource.url")
                || Files.exists(Path.of("/run/secrets/spring.datasource.url"))
                || Files.exists(home().resolve("aviary.mv.db"))
                || Stream.of("application.yml", "application.yaml", "application.properties")
                        .flatMap(name -> Stream.of(Path.of(name), Path.of("config", name)))
                        .anyMatch(Installation::isOfAviary);
    }

    private static boolean isSet(String name) {
        return System.getProperty(name) != null || System.getenv(variable(name)) != null;
    }

    private static Path home() {
        return Path.of(Objects.requireNonNullElse(
                System.getProperty("aviary.home"),
                Objects.requireNonNullElse(System.getenv(variable("aviary.home")), "data")));
    }

    private static String variable(String name) {
        return name.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean isOfAviary(Path settings) {
        try (var in = Files.newInputStream(settings)) {
            return new String(in.readNBytes(LARGEST_SETTINGS), StandardCharsets.ISO_8859_1).contains("aviary");
        } catch (IOException e) {
            return false;
        }
    }
}
