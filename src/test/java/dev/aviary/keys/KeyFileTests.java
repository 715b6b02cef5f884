package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTests {

    @TempDir
    Path home;

    private Path path;
    private KeyFile file;

    @BeforeEach
    void create() {
        path = home.resolve("data").resolve("keys").resolve("kek.json");
        file = new KeyFile(path);
        assertThat(file.create()).isTrue();
    }

    @Test
    void makesAPrivateFileInAPrivateDirectoryAndLeavesNothingElse() throws Exception {
        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(path.getParent())).isEqualTo("rwx------");
        assertThat(path.getParent().toFile().list()).containsExactly("kek.json");
    }

    @Test
    void neverReplacesAFile() throws Exception {
        var before = Files.readString(path);

        assertThat(file.create()).isFalse();
        assertThat(path).hasContent(before);
        assertThat(path.getParent().toFile().list()).containsExactly("kek.json");
    }

    @Test
    void opensTheSameKeyEachTime() throws Exception {
        var sealed = file.open().encrypt(new byte[] {1}, new byte[0]);

        assertThat(new KeyFile(path).open().decrypt(sealed, new byte[0])).containsExactly(1);
    }

    @Test
    void letsExactlyOneOfManyMakeIt() throws Exception {
        for (var round = 0; round < 20; round++) {
            var contested = home.resolve("round" + round).resolve("keys").resolve("kek.json");

            assertThat(winners(contested, 8)).isEqualTo(1);
            assertThat(contested.getParent().toFile().list()).containsExactly("kek.json");
        }
    }

    @Test
    void refusesEveryModeThatLetsOthersIn() throws Exception {
        for (var mode = 0; mode < 512; mode++) {
            var permissions = permissions(mode);
            Files.setPosixFilePermissions(path, permissions);
            if (!PrivateFile.OWNER_ONLY.containsAll(permissions)) {
                refused("has mode", "0600");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void opensWithAPrivateMode(String mode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

        assertThat(file.open()).isNotNull();
    }

    @Test
    void refusesADirectoryInWhichOthersCanReplaceTheFile() throws Exception {
        Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwxrwx---"));

        refused("directory that others can write to", "chmod 700");
    }

    @Test
    void refusesAFileOfAnotherOwner() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can give files away")
                .isEqualTo("root");
        Files.setAttribute(path, "unix:uid", 54321);

        refused("belongs to user id 54321", "chown");
    }

    @Test
    void refusesADirectoryOfAnotherOwner() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can give files away")
                .isEqualTo("root");
        Files.setAttribute(path.getParent(), "unix:uid", 54321);

        refused("directory of user id 54321", "chown");
    }

    @Test
    void refusesASymbolicLink() throws Exception {
        var moved = Files.move(path, path.resolveSibling("elsewhere.json"));
        Files.createSymbolicLink(path, moved);

        refused("symbolic link", "aviary.keys.file");
    }

    @Test
    void takesADanglingLinkForAFileThatIsThere() throws Exception {
        Files.delete(path);
        Files.createSymbolicLink(path, path.resolveSibling("nowhere.json"));

        assertThat(file.exists()).isTrue();
        assertThat(file.create()).isFalse();
        refused("symbolic link", "aviary.keys.file");
    }

    @Test
    void refusesADirectoryInPlaceOfTheFile() throws Exception {
        Files.delete(path);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        refused("not a regular file", "aviary.keys.file");
    }

    @Test
    void refusesEveryCutOfTheFile() throws Exception {
        var content = Files.readAllBytes(path);
        for (var length = 0; length < content.length; length++) {
            Files.write(path, Arrays.copyOf(content, length));
            refused("not a Tink keyset", "restore");
        }
    }

    static Stream<String> corrupt() {
        return Stream.of(
                "{}", "null", "[]", "key=abc", "\u0000", "{\"primaryKeyId\":1,\"key\":[]}", "{\"key\":\"%s\"}");
    }

    @ParameterizedTest
    @MethodSource("corrupt")
    void refusesWhatIsNoKeyset(String content) throws Exception {
        Files.writeString(path, content);

        refused("not a Tink keyset", "restore");
    }

    @Test
    void refusesAFileOfImpossibleSize() throws Exception {
        Files.write(path, new byte[70_000]);

        refused("larger than a keyset", "restore");
    }

    @Test
    void refusesAWeakerKey() throws Exception {
        var weaker = KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM, AeadConfig2026.get());
        Files.writeString(
                path,
                TinkJsonProtoKeysetFormat.serializeKeyset(weaker, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));

        refused("no AES-256-GCM key", "restore");
    }

    @Test
    void saysWhyNoFileCanBeMade() throws Exception {
        var notADirectory = Files.createFile(home.resolve("file"));
        var impossible = new KeyFile(notADirectory.resolve("keys").resolve("kek.json"));

        assertThatThrownBy(impossible::create)
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("aviary.keys.file");
    }

    /** The message says what to do and never shows what is in the file; no cause could show it either. */
    private void refused(String fault, String advice) throws Exception {
        var content =
                Files.isRegularFile(path) ? Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
        assertThatThrownBy(file::open)
                .isInstanceOf(KeyUnusableException.class)
                .hasNoCause()
                .message()
                .contains(path.toString(), fault, advice)
                .satisfies(message -> assertThat(content.length() < 20 || !message.contains(content.substring(0, 20)))
                        .isTrue());
    }

    private static long winners(Path contested, int threads) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var running = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> {
                        barrier.await();
                        var made = new KeyFile(contested).create();
                        new KeyFile(contested).open();
                        return made;
                    }))
                    .toList();
            var winners = 0;
            for (var future : running) {
                winners += future.get() ? 1 : 0;
            }
            return winners;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var permission : PosixFilePermission.values()) {
            if ((mode >> permission.ordinal() & 1) == 1) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
