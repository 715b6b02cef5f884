package dev.aviary.vault;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Fingerprints of given tokens, each of a connection of its own, without a database: {@code token-0} and so on. */
public final class FingerprintsForTests implements Fingerprints {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    private final FingerprintMaker maker;
    private final List<String> tokens;
    private final AtomicInteger asked = new AtomicInteger();

    public FingerprintsForTests(String key, List<String> tokens) {
        this.maker = new FingerprintMaker(new FixedInstallationKeys(key));
        this.tokens = List.copyOf(tokens);
    }

    /** How often {@link #isSecret} was asked. */
    public int asked() {
        return asked.get();
    }

    @Override
    public WindowHash windowHash() {
        return maker.hash();
    }

    @Override
    public void ofLive(Collection<TenantId> tenants, Occasion occasion, Consumer<Fingerprint> each) {
        for (var number = 0; number < tokens.size(); number++) {
            try (var content = maker.of("token-" + number, bytes(number));
                    var fingerprint = new Fingerprint(
                            "token-" + number,
                            "token",
                            TENANT,
                            new ConnectionId("c" + number),
                            false,
                            content.windows())) {
                each.accept(fingerprint);
            }
        }
    }

    @Override
    public boolean isSecret(String fingerprint, SecretForm form, byte[] found) {
        asked.incrementAndGet();
        return Arrays.equals(form.of(bytes(Integer.parseInt(fingerprint.substring("token-".length())))), found);
    }

    @Override
    public void rememberSettings() {}

    private byte[] bytes(int number) {
        return tokens.get(number).getBytes(StandardCharsets.US_ASCII);
    }
}
