package dev.aviary.cli;

import dev.aviary.vault.AccessToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token from a file, from a prompt without echo, or from standard input; never from an argument, which every user of the machine could see. The
 * characters are wiped afterwards; what the JDK's decoders buffered is out of reach.
 */
final class TokenInput {

    private static final int MAX_LENGTH = 1024;

    private TokenInput() {}

    /** The caller closes the token. */
    static AccessToken read(@Nullable Path file) {
        var characters = file != null ? fromFile(file) : fromPerson();
        try {
            return AccessToken.of(stripped(characters));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage()
                    + (file == null
                            ? "; give it on standard input, or name a file with --token-file"
                            : "; look into " + file));
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static char[] fromPerson() {
        var console = System.console();
        if (console != null) {
            return console.readPassword("Access token (not shown): ");
        }
        try {
            return upToLimit(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("Standard input cannot be read; name a file with --token-file");
        }
    }

    private static char[] fromFile(Path file) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return upToLimit(reader);
        } catch (IOException e) {
            throw new UsageException("The token file " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
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
