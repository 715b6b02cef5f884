package dev.aviary.finch;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.aviary.keys.KeysForTests;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.TenancyForTests;
import dev.aviary.testing.TestDatabase;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.VaultForTests;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A process that handles one token as Aviary does, and writes its heap afterwards. Arguments: where Finch is, a directory, how many calls. */
final class HeapDumpSubject {

    private static final ConnectionId CONNECTION = new ConnectionId("c1");

    private HeapDumpSubject() {}

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[1]);
        var clock = Clock.systemUTC();
        var database = TestDatabase.h2().dataSource();
        var finch = finch(args[0], clock);
        var tenancy = TenancyForTests.in(database, clock);
        tenancy.connection("Acme", CONNECTION.value());
        var acme = tenancy.tenants().named("Acme").id();
        var keys = KeysForTests.open(directory.resolve("keys").resolve("kek.json"), database, clock);
        var vault = VaultForTests.in(database, keys, tenancy.connections(), clock);
        try (var token = token()) {
            vault.put(acme, CONNECTION, token);
        }
        for (var call = 0; call < Integer.parseInt(args[2]); call++) {
            vault.lend(acme, CONNECTION, Occasion.inRun(Purpose.INTROSPECT, 1), finch::introspect);
        }
        try (var code = ConnectCode.of("a-code".toCharArray());
                var granted = finch.exchange(code, null)) {
            System.out.println("granted " + granted.connection());
        }
        dump(directory.resolve("before.hprof"), false);
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        dump(directory.resolve("after.hprof"), true);
        System.out.println(finch.toString().length() + vault.toString().length() > 0);
        ((AutoCloseable) database).close();
    }

    /** Past {@code System.in}, which keeps what it read in a buffer. */
    private static AccessToken token() throws IOException {
        try (var in = new FileInputStream(FileDescriptor.in)) {
            var bytes = new byte[36];
            var characters = new char[in.read(bytes)];
            for (var i = 0; i < characters.length; i++) {
                characters[i] = (char) bytes[i];
            }
            Arrays.fill(bytes, (byte) 0);
            var token = AccessToken.of(characters);
            Arrays.fill(characters, '\0');
            return token;
        }
    }

    private static Finch finch(String url, Clock clock) {
        var given = Map.of(
                "aviary.finch.base-url", url,
                "aviary.finch.client-id", "the-client",
                "aviary.finch.client-secret", "the-secret",
                "aviary.finch.timeout", Duration.ofSeconds(30).toString(),
                "aviary.finch.limits.enabled", "false");
        var settings =
                new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("aviary.finch", FinchSettings.class);
        return FinchConfiguration.client(settings, new UnlimitedBudget(clock), clock, Sleeper.REAL);
    }

    private static void dump(Path file, boolean live) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), live);
    }
}
