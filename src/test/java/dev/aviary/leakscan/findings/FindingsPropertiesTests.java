package dev.aviary.leakscan.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aviary.leakscan.findings.FindingsProperties.Notice;
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
        var notice = new Notice(url);

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
                .isThrownBy(() -> new Notice(url))
                .withMessageContaining("aviary.leakscan.notice.url must be")
                .withMessageNotContaining("S3cr3t");
    }
}
