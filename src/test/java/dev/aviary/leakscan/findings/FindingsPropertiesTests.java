package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aviary.leakscan.findings.FindingsProperties.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsPropertiesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/T0/B0/S3cr3t",
                "http://127.0.0.1:8080/x",
                "http://localhost/x?y=z",
                "http://[::1]/x"
            })
    void takesAddressesThatKeepASecret(String url) {
        var notice = new Notice(url, List.of(), null);

        assertThat(notice.address()).hasToString("Optional[" + url + "]");
        assertThat(notice.toString()).doesNotContain(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/S3cr3t",
                "http://127.0.0.1.example.com/S3cr3t",
                "ftp://127.0.0.1/S3cr3t",
                "https://user:S3cr3t@hooks.example.com/",
                "https://hooks.example.com/#S3cr3t",
                "https:S3cr3t",
                "S3cr3t",
                "https://a b/S3cr3t"
            })
    void refusesOthersWithoutEchoingThem(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notice(url, List.of(), null))
                .withMessageContaining("aviary.leakscan.notice.url must be")
                .withMessageNotContaining("S3cr3t");
    }

    @Test
    void takesMailWithASender() {
        var notice = new Notice(null, List.of("a@example.com", "b@example.com"), "aviary@example.com");

        assertThat(notice.toString()).isEqualTo("Notice[url=none, mailTo=2 addresses]");
        refusesMail(List.of("a@example.com"), null, "mail-from must be");
        refusesMail(List.of(), "aviary@example.com", "mail-from must be");
        refusesMail(List.of("a@example.com"), "nobody", "mail-from must be");
        refusesMail(List.of("a@example.com", "b"), "aviary@example.com", "mail-to must be");
        refusesMail(List.of("a@example.com\r\nBcc: c@example.com"), "aviary@example.com", "mail-to must be");
    }

    private static void refusesMail(List<String> to, @Nullable String from, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notice(null, to, from))
                .withMessageContaining(message);
    }
}
