package dev.aviary.keys;

import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryTemplate;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Keys at AWS KMS: {@code aws-kms://} and the key's ARN, which names the region, too. Written over AWS's SDK 2, because Tink's own adapter still needs the
 * retired first one; credentials come from where AWS's own tools look for them.
 */
final class AwsKms implements KmsClient {

    static final String SCHEME = "aws-kms://";

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):\\d{12}:(key|alias)/[A-Za-z0-9/_-]+");

    private final KeyServiceSettings settings;
    private final RetryTemplate retries;
    private final @Nullable AwsCredentialsProvider credentials;

    AwsKms(KeyServiceSettings settings, RetryTemplate retries, @Nullable AwsCredentialsProvider credentials) {
        this.settings = settings;
        this.retries = retries;
        this.credentials = credentials;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(SCHEME);
    }

    @Override
    public ServiceAead getAead(String uri) throws GeneralSecurityException {
        var arn = uri.substring(SCHEME.length());
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new GeneralSecurityException("not the ARN of a key");
        }
        return new ServiceAead(uri, new AwsKey(arn, client(Region.of(parts.group(1)))), retries);
    }

    /** Tries once: when to try again is decided in one place for all key services. */
    private software.amazon.awssdk.services.kms.KmsClient client(Region region) {
        var builder = software.amazon.awssdk.services.kms.KmsClient.builder()
                .region(region)
                .credentialsProvider(
                        credentials != null
                                ? credentials
                                : DefaultCredentialsProvider.builder().build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.timeout())
                        .socketTimeout(settings.timeout()))
                .overrideConfiguration(configuration -> configuration
                        .apiCallTimeout(settings.timeout())
                        .retryStrategy(strategy -> strategy.maxAttempts(1)));
        if (settings.aws().endpoint() != null) {
            builder.endpointOverride(settings.aws().endpoint());
        }
        return builder.build();
    }

    /** Credentials are settings of the process, not of a key. */
    @Override
    public KmsClient withCredentials(String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }
}
