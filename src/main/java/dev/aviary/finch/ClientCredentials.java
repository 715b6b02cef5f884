package dev.aviary.finch;

import org.jspecify.annotations.Nullable;

/** What the application shows of itself at Finch. Either may be missing in the settings. */
record ClientCredentials(@Nullable String id, @Nullable ClientSecret secret) {

    static final ClientCredentials NONE = new ClientCredentials(null, null);

    /** @return the body of {@code POST /auth/token}; the caller wipes it */
    byte[] exchanging(ConnectCode code, @Nullable String redirectUri) {
        if (id == null || secret == null) {
            throw new FinchException(FinchProblem.CLIENT_REFUSED, "POST /auth/token", 0, "client_not_set", "-");
        }
        try (var body = new SecretBody()) {
            body.field("client_id", id).field("client_secret", secret.revealForBody());
            code.writeTo(body.name("code"));
            if (redirectUri != null) {
                body.field("redirect_uri", redirectUri);
            }
            return body.finished();
        }
    }
}
