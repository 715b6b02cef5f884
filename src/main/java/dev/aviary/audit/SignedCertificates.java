package dev.aviary.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Certificates under the key that signs checkpoints as well. A checkpoint has a type of its own, so neither passes for the other. */
final class SignedCertificates implements Certificates {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,40}/[1-9][0-9]?");

    private final Signer signer;
    private final AuditLog log;
    private final Clock clock;

    SignedCertificates(Signer signer, AuditLog log, Clock clock) {
        this.signer = signer;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Certificate issue(UUID id, String type, Map<String, ?> statement) {
        if (!TYPE.matcher(type).matches() || type.startsWith("audit-")) {
            throw new IllegalArgumentException("The type of a certificate is a word with a version, like 'erasure/1'");
        }
        var certificate = signer.sign(Map.of(
                "id",
                id.toString(),
                "issued_at",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "issuer",
                "aviary",
                "statement",
                statement,
                "type",
                type));
        log.append(AuditEvent.of(AuditAct.CERTIFICATE_ISSUED).object(id).build());
        return certificate;
    }

    @Override
    public boolean isGenuine(Certificate certificate) {
        return certificate.isSignedBy(signer.publicKeys());
    }

    @Override
    public String publicKeys() {
        return signer.publicKeys().pem();
    }
}
