package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KmsClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoogleKmsTests extends KeyServiceContract<GoogleWire> {

    GoogleKmsTests() {
        super(new GoogleWire(), GoogleKms.SCHEME + GoogleWire.NAME);
    }

    @Override
    KmsClient client(URI address, boolean known) throws IOException {
        return with(address, server.credentials(directory, known));
    }

    private static KmsClient with(URI address, Path credentials) {
        return new GoogleKms(
                new KeyServiceSettings(
                        Duration.ofSeconds(5),
                        new KeyServiceSettings.Aws(null),
                        new KeyServiceSettings.Google(credentials, address),
                        KeyServiceSettingsTests.VAULT),
                AT_ONCE);
    }

    @Override
    List<String> secrets() {
        return List.of("ya29", "PRIVATE KEY");
    }

    @Test
    void saysThatTheFileHoldsNoCredentials() throws Exception {
        var file = Files.writeString(directory.resolve("wrong.json"), "{\"private_key\":\"of-nobody\"}");

        assertThatThrownBy(() -> with(server.address(), file).getAead(GoogleKms.SCHEME + GoogleWire.NAME))
                .isInstanceOf(KeyUnusableException.class)
                .hasMessageContaining("aviary.keys.service.google.credentials")
                .hasNoCause()
                .message()
                .doesNotContain("of-nobody");
    }
}
