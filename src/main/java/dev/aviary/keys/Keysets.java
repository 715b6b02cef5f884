package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.SignatureConfig2026;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of Tink keysets that Aviary uses, and how they are made, wrapped and unwrapped. */
enum Keysets {
    /** AES-256-GCM. */
    SEALING(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
    /** HMAC-SHA-256 with a 256-bit key. */
    TAGGING(PredefinedPrfParameters.HMAC_SHA256_PRF, PrfConfig2026.get()),
    /** HMAC-SHA-256 with a 256-bit key; a code begins with the number of its key. */
    VOUCHING(PredefinedMacParameters.HMAC_SHA256_256BITTAG, MacConfig2026.get()),
    /** Ed25519 without a prefix, so that other programs can check the signatures. */
    SIGNING(Ed25519Parameters.create(), SignatureConfig2026.get());

    /** The kinds that a key of the installation may be of. */
    static final Keysets[] OF_INSTALLATION = {VOUCHING, SIGNING, SEALING};

    private final Parameters parameters;
    private final Configuration configuration;

    Keysets(Parameters parameters, Configuration configuration) {
        this.parameters = parameters;
        this.configuration = configuration;
    }

    KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(parameters, configuration);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key for " + this, e);
        }
    }

    byte[] wrap(KeysetHandle keyset, Aead under, byte[] binding) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, under, binding, configuration);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot be wrapped: " + this, e);
        }
    }

    /** @throws GeneralSecurityException if it was wrapped under another key or for another binding, or was changed since */
    KeysetHandle unwrap(byte[] wrapped, Aead under, byte[] binding) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, under, binding, configuration);
    }

    /** The keys of a sealing keyset and a new one, which is the primary. */
    static KeysetHandle promoted(KeysetHandle sealing) {
        try {
            return KeysetHandle.newBuilder(sealing)
                    .addEntry(KeysetHandle.generateEntryFromParameters(SEALING.parameters)
                            .withRandomId()
                            .makePrimary())
                    .setConfiguration(SEALING.configuration)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key", e);
        }
    }

    /** One key of a sealing keyset alone, under its number. */
    static KeysetHandle alone(KeysetHandle.Entry entry) {
        try {
            return KeysetHandle.newBuilder()
                    .setConfiguration(SEALING.configuration)
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A keyset cannot do with one key alone", e);
        }
    }

    /** Its numbers, that of the primary key first. */
    static List<Integer> numbers(KeysetHandle keyset) {
        var primary = keyset.getPrimary().getId();
        var others = IntStream.range(0, keyset.size())
                .mapToObj(i -> keyset.getAt(i).getId())
                .filter(number -> number != primary);
        return Stream.concat(Stream.of(primary), others).toList();
    }

    static Aead sealer(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(SEALING.configuration, Aead.class);
    }

    static PrfSet tagger(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(TAGGING.configuration, PrfSet.class);
    }

    static Mac voucher(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(VOUCHING.configuration, Mac.class);
    }

    static PublicKeySign signer(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(SIGNING.configuration, PublicKeySign.class);
    }

    Configuration configuration() {
        return configuration;
    }
}
