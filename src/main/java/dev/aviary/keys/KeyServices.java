package dev.aviary.keys;

import com.google.crypto.tink.KmsClient;
import java.time.Duration;
import java.util.List;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** The key services that Aviary knows. Their libraries are loaded when a key of theirs is asked for, not before. */
final class KeyServices {

    private static final int RETRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private KeyServices() {}

    static List<KmsClient> of(KeyServiceSettings settings) {
        return of(settings, retries(FIRST_PAUSE));
    }

    static List<KmsClient> of(KeyServiceSettings settings, RetryTemplate retries) {
        return List.of(
                new AwsKms(settings, retries, null),
                new GoogleKms(settings, retries),
                new VaultTransit(settings, retries));
    }

    /** What passes by itself is tried five times in all, within about four seconds. */
    static RetryTemplate retries(Duration firstPause) {
        return new RetryTemplate(RetryPolicy.builder()
                .maxRetries(RETRIES)
                .delay(firstPause)
                .multiplier(2)
                .predicate(failure -> failure instanceof KeyServiceException failed && failed.isRetryable())
                .build());
    }
}
