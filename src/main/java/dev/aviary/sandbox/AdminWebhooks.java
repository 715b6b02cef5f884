package dev.aviary.sandbox;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the sandbox sends its webhooks. Only to this machine. */
final class AdminWebhooks {

    private AdminWebhooks() {}

    static void show(Call call) throws IOException {
        call.answer(200, call.world().webhooks().state());
    }

    /** Body: {@code url} and {@code secret} (base64); {@code former_secret} while it is being replaced. */
    static void set(Call call) throws IOException {
        var body = call.bodyFields();
        var signer = signer(body.requiredText("secret"));
        var former = body.text("former_secret");
        call.world()
                .webhooks()
                .sendTo(new Webhooks.Target(
                        url(body.requiredText("url")), signer, former == null ? null : signer(former)));
        show(call);
    }

    static void forget(Call call) throws IOException {
        call.world().webhooks().sendTo(null);
        call.answerNothing(204);
    }

    private static WebhookSigner signer(String secret) {
        try {
            return new WebhookSigner(secret);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("a secret must be base64, and not empty");
        }
    }

    private static URI url(String text) {
        try {
            var url = URI.create(text);
            if ("http".equals(url.getScheme()) && isLoopback(url.getHost())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw ApiError.badRequest("url must be http://127.0.0.1, http://localhost or http://[::1], with a port");
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.0\\.0\\.\\d{1,3}"));
    }
}
