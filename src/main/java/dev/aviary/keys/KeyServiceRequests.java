package dev.aviary.keys;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Requests to key services by HTTP: none takes long, and none follows a redirect, since credentials would go along. */
final class KeyServiceRequests {

    private KeyServiceRequests() {}

    /** @param timeout to connect, and again to wait for an answer */
    static JdkClientHttpRequestFactory within(Duration timeout) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(timeout);
        return factory;
    }
}
