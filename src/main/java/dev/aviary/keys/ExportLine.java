package dev.aviary.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of an export: exactly one of its members is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportLine(
        @Nullable Head head,
        @Nullable InstallationKey installationKey,
        @Nullable TenantKeysets tenant,
        @Nullable EpochKey epochKey,
        @Nullable End end) {

    /**
     * A keyset, wrapped.
     *
     * @param kek URI of the key-encryption key that wraps it, or the tenant's wrapping keyset that does
     */
    record Wrapped(String kek, byte[] wrapped) {}

    /** @param code the keyset, made for this export, that vouches for it */
    record Head(String format, Instant at, Wrapped code) {}

    record InstallationKey(String name, Instant createdAt, Wrapped keyset) {}

    /**
     * The keysets are null once shredded.
     *
     * @param wrapping wraps the other two; null if the key-encryption key does, as it was before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantKeysets(
            UUID id,
            Instant createdAt,
            @Nullable Instant shreddedAt,
            long epoch,
            @Nullable Instant epochAt,
            @Nullable Instant rotatedAt,
            @Nullable Wrapped wrapping,
            @Nullable Wrapped sealing,
            @Nullable Wrapped tagging) {}

    record EpochKey(UUID tenant, long epoch, Wrapped keyset) {}

    /** @param code over all bytes before this line */
    record End(int lines, byte[] code) {}

    static ExportLine of(Head head) {
        return new ExportLine(head, null, null, null, null);
    }

    static ExportLine of(InstallationKey key) {
        return new ExportLine(null, key, null, null, null);
    }

    static ExportLine of(TenantKeysets tenant) {
        return new ExportLine(null, null, tenant, null, null);
    }

    static ExportLine of(EpochKey key) {
        return new ExportLine(null, null, null, key, null);
    }

    static ExportLine of(End end) {
        return new ExportLine(null, null, null, null, end);
    }
}
