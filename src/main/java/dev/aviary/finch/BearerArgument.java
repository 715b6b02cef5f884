package dev.aviary.finch;

import dev.aviary.vault.AccessToken;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceArgumentResolver;

/** Puts the token of one call into its header. A {@code @RequestHeader} argument would do the same and print it at level TRACE. */
final class BearerArgument implements HttpServiceArgumentResolver {

    @Override
    public boolean resolve(@Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
        if (!(argument instanceof AccessToken token)) {
            return false;
        }
        request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.revealForHeader());
        return true;
    }
}
