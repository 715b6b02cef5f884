package dev.aviary.keys;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.crypto.tink.KmsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.RestClient;

/**
 * Keys at Google Cloud KMS: {@code gcp-kms://} and the key's resource name. Over its REST interface with Spring's client: two calls do not merit
 * Google's client library with gRPC. Signing in is left to Google's own library.
 */
final class GoogleKms implements KmsClient {

    static final String SCHEME = "gcp-kms://";

    private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";
    private static final Pattern NAME = Pattern.compile(
            "projects/[A-Za-z0-9:.-]+/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]+/cryptoKeys/[A-Za-z0-9_-]+");

    private final KeyServiceSettings settings;
    private final RetryTemplate retries;

    GoogleKms(KeyServiceSettings settings, RetryTemplate retries) {
        this.settings = settings;
        this.retries = retries;
    }

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith(SCHEME);
    }

    @Override
    public ServiceAead getAead(String uri) throws GeneralSecurityException {
        var name = uri.substring(SCHEME.length());
        if (!NAME.matcher(name).matches()) {
            throw new GeneralSecurityException("not the resource name of a key");
        }
        return new ServiceAead(uri, new GoogleKey(name, client(), credentials()), retries);
    }

    private RestClient client() {
        return RestClient.builder()
                .baseUrl(settings.google().endpoint().toString())
                .requestFactory(KeyServiceRequests.within(settings.timeout()))
                .build();
    }

    private GoogleCredentials credentials() {
        var file = settings.google().credentials();
        try {
            if (file == null) {
                return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
            }
            try (var in = Files.newInputStream(file)) {
                return GoogleCredentials.fromStream(in).createScoped(SCOPE);
            }
        } catch (IOException e) {
            throw new KeyUnusableException(
                    file == null
                            ? "No credentials for Google Cloud KMS were found; set aviary.keys.service.google.credentials to a service account's file, or run on a machine that has an account of its own"
                            : "The file " + file
                                    + " of aviary.keys.service.google.credentials cannot be read as the credentials of a service account");
        }
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
