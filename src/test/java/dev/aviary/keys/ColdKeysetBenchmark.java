package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A tenant's keysets from cold, under a local key-encryption key that is open already: from the bytes of the row to primitives ready for use. Neither
 * the key file nor the row is read, and no key service is called. The heap is touched beforehand: otherwise every tenth call waits for the kernel to
 * hand out the pages it is the first to allocate in.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"})
public class ColdKeysetBenchmark {

    private static final UUID TENANT = new UUID(7, 7);

    private @Nullable Aead root;
    private byte[] wrapping = {};
    private byte[] sealing = {};
    private byte[] tagging = {};

    @Setup
    public void wrap() throws IOException {
        var file = new KeyFile(Files.createTempDirectory("aviary").resolve("kek.json"));
        file.create();
        root = file.open();
        var made = TenantWrapping.make(TENANT, root);
        wrapping = made.stored();
        sealing = made.wrap(Keysets.SEALING, Keysets.SEALING.generate(), TinkKeys.SEALING);
        tagging = made.wrap(Keysets.TAGGING, Keysets.TAGGING.generate(), TinkKeys.TAGGING);
    }

    @Benchmark
    public void keysets(Blackhole used) throws GeneralSecurityException {
        var opened = TenantWrapping.open(TENANT, wrapping, root);
        used.consume(SealingKeys.of(opened.unwrap(Keysets.SEALING, sealing, TinkKeys.SEALING)));
        used.consume(Keysets.tagger(opened.unwrap(Keysets.TAGGING, tagging, TinkKeys.TAGGING)));
    }
}
