package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sealing and opening a tenant's value, as the vault does with a token, beside what the JDK's own cipher takes for the same bytes, the same associated
 * data and a fresh random nonce. The JDK's side has key, cipher and encoded associated data in its hands; Aviary's side looks the tenant up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class SealingBenchmark {

    private static final UUID TENANT = new UUID(7, 7);
    private static final String CONNECTION = "5a5da2e9-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    @Param({"64", "512", "4096"})
    public int bytes;

    private final Cipher cipher = cipher();
    private byte[] clear = {};
    private byte[] associated = {};
    private SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private byte[] ofJdk = {};
    private @Nullable Keys keys;
    private byte[] sealed = {};

    @Setup
    public void prepare() throws GeneralSecurityException, IOException {
        clear = new byte[bytes];
        random.nextBytes(clear);
        associated = Binding.ofTenant(TENANT).at(place());
        var secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, "AES");
        ofJdk = jdkSeals();
        var file = Files.createTempDirectory("aviary").resolve("kek.json");
        keys = KeysForTests.open(file, TestDatabase.h2().dataSource(), Clock.systemUTC());
        sealed = aviarySeals();
    }

    /** One for all calls: what the JDK takes at the least. */
    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] jdkSeals() throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        var out = new byte[NONCE_BYTES + cipher.getOutputSize(clear.length)];
        System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
        cipher.doFinal(clear, 0, clear.length, out, NONCE_BYTES);
        return out;
    }

    @Benchmark
    public byte[] jdkOpens() throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, ofJdk, 0, NONCE_BYTES));
        cipher.updateAAD(associated);
        return cipher.doFinal(ofJdk, NONCE_BYTES, ofJdk.length - NONCE_BYTES);
    }

    @Benchmark
    public byte[] aviarySeals() {
        return keys.ofTenant(TENANT).seal(clear, place());
    }

    @Benchmark
    public byte[] aviaryOpens() {
        return keys.ofTenant(TENANT).open(sealed, place());
    }

    private static Place place() {
        return Place.of("access_token", CONNECTION);
    }
}
