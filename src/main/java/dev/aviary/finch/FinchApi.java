package dev.aviary.finch;

import dev.aviary.vault.AccessToken;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The endpoints on the wire. Answers come whatever their status, unread: whoever calls closes the stream. The token is an argument of each call
 * and reaches the request through {@link BearerArgument}.
 */
@HttpExchange(accept = "application/json")
interface FinchApi {

    @GetExchange("/introspect")
    ResponseEntity<InputStream> introspect(AccessToken token);

    /** Without a token, which Finch answers with 401: enough to know that it is there. */
    @GetExchange("/introspect")
    ResponseEntity<InputStream> knock();

    /** The one call without any credential in its header: they are in the body. */
    @PostExchange(url = "/auth/token", contentType = "application/json")
    ResponseEntity<InputStream> exchange(@RequestBody byte[] json);

    @PostExchange("/disconnect")
    ResponseEntity<InputStream> disconnect(AccessToken token);

    @PostExchange(url = "/disconnect-entity", contentType = "application/json")
    ResponseEntity<InputStream> disconnectEntity(AccessToken token, @RequestBody byte[] json);

    @GetExchange("/employer/company")
    ResponseEntity<InputStream> company(
            AccessToken token, @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity);

    @GetExchange("/employer/directory")
    ResponseEntity<InputStream> directory(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @RequestParam int limit,
            @RequestParam int offset);

    @PostExchange(url = "/employer/individual", contentType = "application/json")
    ResponseEntity<InputStream> individual(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @RequestBody byte[] json);

    @PostExchange(url = "/employer/employment", contentType = "application/json")
    ResponseEntity<InputStream> employment(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @RequestBody byte[] json);

    @GetExchange("/employer/payment")
    ResponseEntity<InputStream> payment(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @RequestParam("start_date") String from,
            @RequestParam("end_date") String to);

    @PostExchange(url = "/employer/pay-statement", contentType = "application/json")
    ResponseEntity<InputStream> payStatement(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @RequestBody byte[] json);

    @GetExchange("/employer/pay-groups")
    ResponseEntity<InputStream> payGroups(
            AccessToken token, @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity);

    @GetExchange("/employer/benefits")
    ResponseEntity<InputStream> benefits(
            AccessToken token, @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity);

    @GetExchange("/employer/benefits/{benefitId}/individuals")
    ResponseEntity<InputStream> enrolments(
            AccessToken token,
            @RequestParam(name = "entity_ids[]", required = false) @Nullable String entity,
            @PathVariable String benefitId);
}
