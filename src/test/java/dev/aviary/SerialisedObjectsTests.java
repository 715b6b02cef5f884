package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program, in a JVM of its own because the filter holds for all of it, reads no object by Java serialisation. */
class SerialisedObjectsTests {

    @Test
    void areRefused() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AtTheEnd.class.getName())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("Usage: aviary").contains("refused").doesNotContain("read back");
    }

    /** Aviary, and then the attempt. */
    static final class AtTheEnd {

        private AtTheEnd() {}

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(AtTheEnd::attempt));
            Aviary.main(new String[] {"--help"});
        }

        private static void attempt() {
            try (var in = new ObjectInputStream(new ByteArrayInputStream(serialised()))) {
                System.out.println("read back: " + in.readObject());
            } catch (InvalidClassException e) {
                System.out.println("refused");
            } catch (IOException | ClassNotFoundException e) {
                System.out.println(e);
            }
        }

        private static byte[] serialised() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of("a")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
