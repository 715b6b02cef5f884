package dev.aviary.finch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Turns what came over the wire into an answer or a {@link FinchException}. Exceptions of the parser quote the body, so none gets out. */
final class Received implements AutoCloseable {

    private static final int ACCEPTED = 202;

    private final String call;
    private final int status;
    private final HttpHeaders headers;
    private final @Nullable InputStream body;
    private final Clock clock;

    Received(String call, ResponseEntity<InputStream> response, Clock clock) {
        this.call = call;
        this.status = response.getStatusCode().value();
        this.headers = response.getHeaders();
        this.body = response.getBody();
        this.clock = clock;
    }

    <T> Answer<T> read(BodyReader<T> reader) {
        if (status == ACCEPTED) {
            return new Answer.NotYet<>(requestId());
        }
        if (status < 200 || status >= 300) {
            var error = ErrorBody.of(body);
            throw failure(Problems.of(status, error), error.word());
        }
        return new Answer.Data<>(value(reader), freshness(), requestId());
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
        }
    }

    private <T> T value(BodyReader<T> reader) {
        if (body == null) {
            throw unreadable("empty_body");
        }
        try (var parser = reader.parserOf(body)) {
            if (parser.nextToken() == null) {
                throw unreadable("empty_body");
            }
            var value = reader.read(parser);
            if (value == null || parser.nextToken() != null) {
                throw unreadable("wrong_shape");
            }
            return value;
        } catch (BatchReader.ConsumerFailedException e) {
            throw e.own();
        } catch (IOException | JacksonIOException | UnexpectedEndOfInputException e) {
            throw unreadable("cut_off");
        } catch (StreamReadException e) {
            throw unreadable("not_json");
        } catch (JacksonException | WrongShapeException e) {
            throw unreadable("wrong_shape");
        }
    }

    private FinchException unreadable(String word) {
        return failure(FinchProblem.UNREADABLE_ANSWER, word);
    }

    private FinchException failure(FinchProblem problem, @Nullable String word) {
        return new FinchException(problem, call, status, word, requestId(), retryAt());
    }

    private String requestId() {
        return Words.requestId(headers.getFirst("Finch-Request-Id"));
    }

    private Freshness freshness() {
        return new Freshness(
                Words.printable(headers.getFirst("Finch-Data-Retrieved")),
                Words.printable(headers.getFirst("Finch-Last-Attempted-Update-Date")),
                Words.printable(headers.getFirst("Finch-Last-Attempted-Update-Result")));
    }

    private @Nullable Instant retryAt() {
        var text = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,6}")) {
            return clock.instant().plus(Duration.ofSeconds(Integer.parseInt(text)));
        }
        return HttpDate.parse(text);
    }
}
