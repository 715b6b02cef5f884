package dev.aviary.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Verifies an export by itself: no database, no secret, no part of the application is needed. */
public final class AuditExport {

    private AuditExport() {}

    /**
     * Verifies every event, chain and signature of an export.
     *
     * @param checkpoints the second place, to find that an older export was passed off as the newest, or events were cut off its end; null to do without
     * @param publicKey file with the installation's public keys in PEM, got in another way than the export; null to believe those in the export
     * @param progress is told how many bytes of the export are done
     * @throws IllegalArgumentException if the file with the keys has none
     * @throws IOException if a file cannot be read
     */
    public static Verification verify(
            Path file, @Nullable Path checkpoints, @Nullable Path publicKey, VerificationProgress progress)
            throws IOException {
        var trusted =
                publicKey == null ? null : PublicKeys.parse(Files.readString(publicKey, StandardCharsets.ISO_8859_1));
        var total = Files.size(file);
        try (var lines = new Lines(Files.newInputStream(file))) {
            return new ExportCheck(trusted, checkpoints == null ? null : new CheckpointFiles(checkpoints))
                    .verify(lines, done -> progress.at(done, total));
        }
    }
}
