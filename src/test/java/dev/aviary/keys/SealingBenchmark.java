package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Sealing and opening a tenant's value, as the vault does with a token, beside what the JDK's own cipher takes for the same bytes, the same associated
 * data and a fresh random nonce. The JDK's side has key, cipher and encoded associated data in its hands; Aviary's side looks the tenant up and encodes
 * the place. Both sides take turns of a fraction of a millisecond in one JVM, so that whatever else the machine does falls on both; what counts are the
 * medians that are printed after each fork. JMH's own score is that of two turns, and of no use.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SealingBenchmark {

    private static final UUID TENANT = new UUID(7, 7);
    private static final int MOST = 100;
    private static final String[] CONNECTIONS = IntStream.range(0, MOST)
            .mapToObj("9f1da2e9-3c55-4d1e-9a77-6f2d1f0c%04d"::formatted)
            .toArray(String[]::new);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Turns turns = new Turns(200, 1);

    @Param({"64", "512", "4096"})
    public int bytes;

    /** Whose values take turns: 1, as a token is opened again and again by the sync of its connection, or each time another one. */
    @Param({"1", "100"})
    public int connections;

    private final Cipher cipher = cipher();
    private final byte[][] associated = new byte[MOST][];
    private final byte[][] ofJdk = new byte[MOST][];
    private final byte[][] sealed = new byte[MOST][];
    private byte[] clear = {};
    private SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private @Nullable Keys keys;
    private int turn;

    @Setup
    public void prepare() throws GeneralSecurityException, IOException {
        clear = new byte[bytes];
        random.nextBytes(clear);
        var secret = new byte[32];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, "AES");
        var file = Files.createTempDirectory("aviary").resolve("kek.json");
        var clock = Clock.systemUTC();
        keys = KeysForTests.open(file, TestDatabase.h2().dataSource(), clock, new CoarseTime(clock));
        for (var i = 0; i < connections; i++) {
            associated[i] = Binding.ofTenant(TENANT).at(place(i));
            ofJdk[i] = jdkSeals(i);
            sealed[i] = aviarySeals(i);
        }
    }

    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        turns.record(iteration.getType() == IterationType.MEASUREMENT);
    }

    @TearDown
    public void print(BenchmarkParams benchmark) {
        var name = benchmark.getBenchmark();
        System.out.printf(
                "%n%s, %d B, connections %d: %s%n",
                name.substring(name.lastIndexOf('.') + 1), bytes, connections, turns);
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
    public void seal(Blackhole used) throws Exception {
        turns.take(() -> used.consume(jdkSeals(next())), () -> used.consume(aviarySeals(next())));
    }

    @Benchmark
    public void open(Blackhole used) throws Exception {
        turns.take(() -> used.consume(jdkOpens(next())), () -> used.consume(aviaryOpens(next())));
    }

    private byte[] jdkSeals(int i) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated[i]);
        var out = new byte[NONCE_BYTES + cipher.getOutputSize(clear.length)];
        System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
        cipher.doFinal(clear, 0, clear.length, out, NONCE_BYTES);
        return out;
    }

    private byte[] jdkOpens(int i) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, ofJdk[i], 0, NONCE_BYTES));
        cipher.updateAAD(associated[i]);
        return cipher.doFinal(ofJdk[i], NONCE_BYTES, ofJdk[i].length - NONCE_BYTES);
    }

    private byte[] aviarySeals(int i) {
        return keys.ofTenant(TENANT).seal(clear, place(i));
    }

    private byte[] aviaryOpens(int i) {
        return keys.ofTenant(TENANT).open(sealed[i], place(i));
    }

    private int next() {
        turn = turn + 1 < connections ? turn + 1 : 0;
        return turn;
    }

    private static Place place(int i) {
        return Place.of("access_token", CONNECTIONS[i]);
    }
}
