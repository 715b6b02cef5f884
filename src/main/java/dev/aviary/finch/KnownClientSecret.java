package dev.aviary.finch;

import dev.aviary.vault.InstallationSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a leak scan know the client secret. */
final class KnownClientSecret implements InstallationSecret {

    private final @Nullable ClientSecret secret;

    KnownClientSecret(@Nullable ClientSecret secret) {
        this.secret = secret;
    }

    @Override
    public String name() {
        return "client-secret";
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
