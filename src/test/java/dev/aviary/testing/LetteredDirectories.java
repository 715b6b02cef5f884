package dev.aviary.testing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Makes the temporary directories of tests, without digits: one in fifty of JUnit's own names looks like the number of a card, which the leak scan tells. */
public final class LetteredDirectories implements TempDirFactory {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int LETTERS = 26;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        while (true) {
            var name = "aviary-" + letters(ProcessHandle.current().pid()) + "-" + letters(NUMBER.incrementAndGet());
            try {
                return Files.createDirectory(
                        parent.resolve(name),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Left by a process of the same number.
            }
        }
    }

    private static String letters(long number) {
        var letters = new StringBuilder();
        for (var rest = number; rest > 0; rest /= LETTERS) {
            letters.append((char) ('a' + rest % LETTERS));
        }
        return letters.toString();
    }
}
