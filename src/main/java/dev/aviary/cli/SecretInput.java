package dev.aviary.cli;

import dev.aviary.finch.ConnectCode;
import dev.aviary.vault.AccessToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token or a Connect code from a file, from a prompt without echo, or from standard input; never from an argument, which every user of the machine could see. The
 * characters are wiped afterwards; what the JDK's decoders buffered is out of reach.
 */
final class SecretInput {

    private static final int MAX_LENGTH = 1024;

    private SecretInput() {}

    /** The caller closes the token. */
    static AccessToken token(@Nullable Path file) {
        return read(file, "Access token", "--token-file", AccessToken::of);
    }

    /** The caller closes the code. */
    static ConnectCode code(@Nullable Path file) {
        return read(file, "Connect code", "--code-file", ConnectCode::of);
    }

    private static <T> T read(@Nullable Path file, String what, String option, Function<char[], T> type) {
        var characters = file != null ? fromFile(file) : fromPerson(what, option);
        var stripped = stripped(characters);
        try {
            return type.apply(stripped);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage()
                    + (file == null
                            ? "; give it on standard input, or name a file with " + option
                            : "; look into " + file));
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(stripped, '\0');
        }
    }

    private static char[] fromPerson(String what, String option) {
        var console = System.console();
        if (console != null) {
            return console.readPassword(what + " (not shown): ");
        }
        try {
            return upToLimit(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("Standard input cannot be read; name a file with " + option);
        }
    }

    private static char[] fromFile(Path file) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return upToLimit(reader);
        } catch (IOException e) {
            throw new UsageException(
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static char[] upToLimit(Reader reader) throws IOException {
        var buffer = new char[MAX_LENGTH + 3];
        int length = 0;
        for (int read = reader.read(buffer, 0, buffer.length); read > 0 && length < buffer.length; ) {
            length += read;
            read = length == buffer.length ? 0 : reader.read(buffer, length, buffer.length - length);
        }
        var characters = Arrays.copyOf(buffer, length);
        Arrays.fill(buffer, '\0');
        return characters;
    }

    /** Without the line end behind it, and without the blanks that copying brings along. */
    private static char[] stripped(char[] characters) {
        int from = 0;
        int to = characters.length;
        while (from < to && Character.isWhitespace(characters[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(characters[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(characters, from, to);
    }
}
