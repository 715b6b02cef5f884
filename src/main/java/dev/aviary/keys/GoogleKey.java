package dev.aviary.keys;

import com.google.auth.oauth2.GoogleCredentials;
import dev.aviary.keys.KeyServiceException.Fault;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** One key at Google Cloud KMS. */
final class GoogleKey implements KeyService {

    private final String name;
    private final RestClient client;
    private final GoogleCredentials credentials;

    GoogleKey(String name, RestClient client, GoogleCredentials credentials) {
        this.name = name;
        this.client = client;
        this.credentials = credentials;
    }

    /** The part of the answers that is asked for; empty bytes are left out by Google. */
    private record Answer(
            @Nullable String ciphertext, @Nullable String plaintext) {

        @Override
        public String toString() {
            return "Answer[hidden]";
        }
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associated) throws KeyServiceException {
        return bytes(call("encrypt", Map.of("plaintext", plaintext, "additionalAuthenticatedData", associated))
                .ciphertext());
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associated) throws KeyServiceException {
        return bytes(call("decrypt", Map.of("ciphertext", ciphertext, "additionalAuthenticatedData", associated))
                .plaintext());
    }

    private Answer call(String verb, Map<String, byte[]> fields) throws KeyServiceException {
        var body = new HashMap<String, String>();
        fields.forEach((field, value) -> body.put(field, Base64.getEncoder().encodeToString(value)));
        var token = token();
        try {
            var answer = client.post()
                    .uri("/v1/" + name + ":" + verb)
                    .headers(headers -> headers.setBearerAuth(token))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .body(Answer.class);
            return answer == null ? new Answer(null, null) : answer;
        } catch (RestClientResponseException e) {
            throw new KeyServiceException(fault(verb, e));
        } catch (ResourceAccessException e) {
            throw new KeyServiceException(Fault.UNREACHABLE);
        } catch (RestClientException e) {
            throw new KeyServiceException(Fault.UNEXPECTED);
        }
    }

    /** Google's library keeps the token until shortly before it expires. */
    private String token() throws KeyServiceException {
        try {
            credentials.refreshIfExpired();
            return credentials.getAccessToken().getTokenValue();
        } catch (IOException e) {
            throw new KeyServiceException(isRefusal(e) ? Fault.DENIED : Fault.UNREACHABLE);
        }
    }

    private static boolean isRefusal(IOException e) {
        return e instanceof com.google.auth.Retryable retryable && !retryable.isRetryable();
    }

    private static byte[] bytes(@Nullable String base64) throws KeyServiceException {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new KeyServiceException(Fault.UNEXPECTED);
        }
    }

    /** By status; of the body only Google's own status word is looked for, nothing of it is kept. */
    private static Fault fault(String verb, RestClientResponseException e) {
        return switch (e.getStatusCode().value()) {
            case 400 -> ofBadRequest(verb, e.getResponseBodyAsString());
            case 401, 403 -> Fault.DENIED;
            case 404 -> Fault.MISSING;
            case 429 -> Fault.THROTTLED;
            default -> e.getStatusCode().is5xxServerError() ? Fault.UNREACHABLE : Fault.UNEXPECTED;
        };
    }

    private static Fault ofBadRequest(String verb, String body) {
        if (body.contains("FAILED_PRECONDITION")) {
            return Fault.DISABLED;
        }
        return verb.equals("decrypt") && body.contains("INVALID_ARGUMENT") ? Fault.REFUSED : Fault.UNEXPECTED;
    }
}
