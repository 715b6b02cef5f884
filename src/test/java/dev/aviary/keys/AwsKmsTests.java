package dev.aviary.keys;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KmsClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsKmsTests extends KeyServiceContract<AwsWire> {

    AwsKmsTests() {
        super(new AwsWire(), AwsKms.SCHEME + AwsWire.ARN);
    }

    @Override
    KmsClient client(URI address, boolean known) {
        return new AwsKms(
                new KeyServiceSettings(
                        Duration.ofSeconds(5),
                        new KeyServiceSettings.Aws(address),
                        KeyServiceSettingsTests.GOOGLE,
                        KeyServiceSettingsTests.VAULT),
                AT_ONCE,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(AwsWire.ACCESS_KEY, known ? AwsWire.SECRET_KEY : "another secret")));
    }

    @Override
    List<String> secrets() {
        return List.of(AwsWire.SECRET_KEY, AwsWire.ACCESS_KEY);
    }

    @Test
    void refusesWhatIsNoArn() {
        assertThatThrownBy(() -> client(server.address(), true).getAead("aws-kms://alias/aviary"))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
