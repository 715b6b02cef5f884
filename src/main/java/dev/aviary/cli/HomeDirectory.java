package dev.aviary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Makes {@code aviary.home} before anything is put into it: readable by nobody else, because the database, its lock and the key are there. */
final class HomeDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var home = Path.of(event.getEnvironment().getRequiredProperty("aviary.home"));
        try {
            if (!Files.isDirectory(home)) {
                create(home);
            }
        } catch (IOException e) {
            throw new UsageException("The directory " + home + " (aviary.home) cannot be made: "
                    + e.getClass().getSimpleName() + " " + e.getMessage()
                    + "; choose another, or mend its parent's mode");
        }
    }

    private static void create(Path home) throws IOException {
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(home);
        }
    }
}
