package dev.aviary.finch;

import dev.aviary.vault.InstallationSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a leak scan know a secret that the application has at Finch. */
final class KnownSecret implements InstallationSecret {

    private final String name;
    private final @Nullable ClientSecret secret;

    KnownSecret(String name, @Nullable ClientSecret secret) {
        this.name = name;
        this.secret = secret;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void lend(Consumer<byte[]> use) {
        if (secret == null) {
            return;
        }
        var bytes = secret.revealForBody().getBytes(StandardCharsets.US_ASCII);
        try {
            use.accept(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
