package dev.aviary.finch;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Makes the HTTP side of the client: one connection pool, no redirects, no cookies, one time limit for head and body of an answer. */
final class Wire {

    /** The only version there is (finch-api 1.2). */
    private static final String VERSION = "2020-09-17";

    static {
        // The JDK's client sends a GET again by itself when a kept-alive connection breaks, which the budget could not
        // see (law 8).
        // Retries are ours; there is no setting for it but this property, which is read once.
        if (System.getProperty("jdk.httpclient.redirects.retrylimit") == null) {
            System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        }
        // These would print headers past every logger, to standard error; read once, too.
        List.of("jdk.internal.httpclient.debug", "jdk.internal.httpclient.hpack.debug", "javax.net.debug")
                .forEach(System::clearProperty);
    }

    private Wire() {}

    static FinchApi to(URI baseUrl, Duration connectTimeout, Duration timeout) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build());
        requests.setReadTimeout(timeout);
        var client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(baseUrl.toString().replaceFirst("/+$", ""))
                .defaultHeader("Finch-API-Version", VERSION)
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .configureMessageConverters(
                        converters -> converters.addCustomConverter(new ByteArrayHttpMessageConverter()))
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .customArgumentResolver(new BearerArgument())
                .build()
                .createClient(FinchApi.class);
    }
}
