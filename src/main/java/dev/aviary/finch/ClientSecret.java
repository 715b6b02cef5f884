package dev.aviary.finch;

import dev.aviary.logging.KnownSecrets;
import java.nio.charset.StandardCharsets;

/**
 * A secret that the application shares with Finch. Prints itself masked. Any text converts, because the message of a failed conversion would quote it;
 * {@link FinchSettings} judges it.
 */
final class ClientSecret {

    private final String content;

    private ClientSecret(String content) {
        this.content = content;
    }

    /** Found by the configuration binder. */
    public static ClientSecret valueOf(String content) {
        KnownSecrets.remember(content.getBytes(StandardCharsets.UTF_8));
        return new ClientSecret(content);
    }

    boolean isUsable() {
        return content.matches("[!-~]{1,1024}");
    }

    /** The clear text, for the body of a request and nothing else. */
    String revealForBody() {
        return content;
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
