package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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
 * A page of people whose fields are sealed or opened, each under a key of their own. Aviary unwraps each key first, from the bytes of its row; the JDK's
 * cipher is handed the keys and the encoded associated data. Both take turns as in {@link SealingBenchmark}; what is printed is per person.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class IndividualSealingBenchmark {

    private static final int PEOPLE = 50;
    private static final UUID TENANT = new UUID(7, 7);
    private static final String CONNECTION = "5a5da2e9-3c55-4d1e-9a77-6f2d1f0c9b10";
    private static final String[] IDS = IntStream.range(0, PEOPLE)
            .mapToObj("9f1da2e9-3c55-4d1e-9a77-6f2d1f0c%04d"::formatted)
            .toArray(String[]::new);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    @Param({"512", "4096"})
    public int bytes;

    /** Sealed values of one person on the page: one of the directory, several where there are incomes or statements. */
    @Param({"1", "3"})
    public int values;

    private final Turns turns = new Turns(4, PEOPLE);
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec[] secrets = new SecretKeySpec[PEOPLE];
    private final IndividualKeyRows.Row[] rows = new IndividualKeyRows.Row[PEOPLE];
    private final byte[][] associated = new byte[PEOPLE][];
    private final byte[][] ofJdk = new byte[PEOPLE][];
    private final byte[][] sealed = new byte[PEOPLE][];
    private byte[] clear = {};
    private Cipher cipher;
    private IndividualKeys keys;

    @Setup
    public void prepare() throws GeneralSecurityException {
        clear = new byte[bytes];
        random.nextBytes(clear);
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var epoch = Keysets.sealer(Keysets.SEALING.generate());
        keys = new IndividualKeys(TENANT, new TenantEpochs(TENANT, epoch, null, null, null), null);
        for (var i = 0; i < PEOPLE; i++) {
            prepare(i, epoch);
        }
    }

    private void prepare(int i, Aead epoch) throws GeneralSecurityException {
        var secret = new byte[32];
        random.nextBytes(secret);
        secrets[i] = new SecretKeySpec(secret, "AES");
        var wrapped = IndividualKeyForm.wrap(
                IndividualKeyForm.generate(), epoch, new IndividualBindings(TENANT, CONNECTION), id(i));
        rows[i] = new IndividualKeyRows.Row(id(i), TENANT, 0, wrapped, null, false);
        associated[i] = new IndividualBindings(TENANT, CONNECTION).values(id(i)).at(place(i));
        ofJdk[i] = jdkSeals(i);
        sealed[i] =
                keys.unwrap(new IndividualBindings(TENANT, CONNECTION), rows[i]).seal(clear, place(i));
    }

    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        turns.record(iteration.getType() == IterationType.MEASUREMENT);
    }

    @TearDown
    public void print(BenchmarkParams benchmark) {
        var name = benchmark.getBenchmark();
        System.out.printf(
                "%n%s, %d B, values %d: %s%n", name.substring(name.lastIndexOf('.') + 1), bytes, values, turns);
    }

    @Benchmark
    public void seal(Blackhole used) throws Exception {
        turns.take(() -> forEach(i -> used.consume(jdkSeals(i))), () -> {
            var unwrapped = unwrapped();
            forEach(i -> used.consume(unwrapped[i].seal(clear, place(i))));
        });
    }

    @Benchmark
    public void open(Blackhole used) throws Exception {
        turns.take(() -> forEach(i -> used.consume(jdkOpens(i))), () -> {
            var unwrapped = unwrapped();
            forEach(i -> used.consume(unwrapped[i].open(sealed[i], place(i))));
        });
    }

    /** What is done with each value of one person. */
    private interface Work {
        void with(int person) throws GeneralSecurityException;
    }

    private void forEach(Work work) throws GeneralSecurityException {
        for (var i = 0; i < PEOPLE; i++) {
            for (var value = 0; value < values; value++) {
                work.with(i);
            }
        }
    }

    private IndividualKey[] unwrapped() {
        var bindings = new IndividualBindings(TENANT, CONNECTION);
        var unwrapped = new IndividualKey[PEOPLE];
        for (var i = 0; i < PEOPLE; i++) {
            unwrapped[i] = keys.unwrap(bindings, rows[i]);
        }
        return unwrapped;
    }

    private byte[] jdkSeals(int i) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, secrets[i], new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated[i]);
        var out = new byte[NONCE_BYTES + cipher.getOutputSize(clear.length)];
        System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
        cipher.doFinal(clear, 0, clear.length, out, NONCE_BYTES);
        return out;
    }

    private byte[] jdkOpens(int i) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, secrets[i], new GCMParameterSpec(TAG_BITS, ofJdk[i], 0, NONCE_BYTES));
        cipher.updateAAD(associated[i]);
        return cipher.doFinal(ofJdk[i], NONCE_BYTES, ofJdk[i].length - NONCE_BYTES);
    }

    private static Place place(int i) {
        return Place.of("individual", CONNECTION, "entity", id(i));
    }

    private static String id(int i) {
        return IDS[i];
    }
}
