package dev.aviary.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.keys.KeyUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorKeyFileTests {

    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    private Path home;

    @Test
    void isReadAsItWasWrittenAndPrivate() throws IOException {
        var path = home.resolve("operator.key");
        new OperatorKeyFile(path).create(new OperatorKey("bob", KEY));

        try (var key = new OperatorKeyFile(path).read()) {
            assertThat(key.operator()).isEqualTo("bob");
            assertThat(key.cleartextCopy()).isEqualTo(KEY);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var left = Files.list(home)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void replacesNoFile() throws IOException {
        var path = Files.writeString(home.resolve("operator.key"), "precious");

        assertThatThrownBy(() -> new OperatorKeyFile(path).create(new OperatorKey("bob", KEY)))
                .isInstanceOf(KeyFileException.class);
        assertThat(path).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-------x"})
    void refusesAFileThatOthersCouldRead(String mode) throws IOException {
        var path = home.resolve("operator.key");
        new OperatorKeyFile(path).create(new OperatorKey("bob", KEY));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode.substring(0, 9)));

        if (mode.length() == 9) {
            assertThatThrownBy(() -> new OperatorKeyFile(path).read())
                    .isInstanceOf(KeyUnusableException.class)
                    .hasMessageContaining("chmod 600");
        } else {
            assertThat(new OperatorKeyFile(path).read().operator()).isEqualTo("bob");
        }
    }

    @Test
    void refusesLinksAndDirectoriesOfOthers() throws IOException {
        var real = home.resolve("real.key");
        new OperatorKeyFile(real).create(new OperatorKey("bob", KEY));
        var link = Files.createSymbolicLink(home.resolve("link.key"), real);
        assertThatThrownBy(() -> new OperatorKeyFile(link).read()).hasMessageContaining("symbolic link");

        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> new OperatorKeyFile(real).read()).hasMessageContaining("others can write");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", ":abc", "bob:!!!secret!!!", "Bob Miller:YWJj", "bob:YWJj\nmore", "\u0000:YWJj"})
    void refusesWhatIsNoKeyFileWithoutQuotingIt(String content) throws IOException {
        var path = Files.writeString(home.resolve("operator.key"), content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new OperatorKeyFile(path).read())
                .isInstanceOf(KeyFileException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret!!!");
    }

    @Test
    void saysWhereNoFileIs() {
        assertThatThrownBy(() -> new OperatorKeyFile(home.resolve("none")).read())
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("none");
    }
}
