package dev.aviary.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a CSV file line by line without ever making a {@code String} of it. Its own buffers are wiped; that of the JDK's UTF-8 decoder and
 * those of the stream it is given cannot be.
 */
final class CsvLines implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final char[] buffer = new char[8_192];
    private final CsvLine line = new CsvLine();
    private int position;
    private int limit;
    private boolean afterReturn;
    private long number;

    CsvLines(InputStream csv) {
        reader = new InputStreamReader(
                csv,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    /** Goes on to the next line that is neither blank nor a comment. */
    boolean next() throws IOException {
        do {
            if (!read()) {
                return false;
            }
        } while (line.isSkippable());
        return true;
    }

    CsvLine line() {
        return line;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        line.clear();
        Arrays.fill(buffer, '\0');
    }

    /** Lines end with CR, LF, both, or the file. */
    private boolean read() throws IOException {
        line.clear();
        var any = false;
        while (fill()) {
            var character = buffer[position++];
            if (character == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            any = true;
            afterReturn = character == '\r';
            if (character == '\n' || character == '\r') {
                break;
            }
            if (character != BYTE_ORDER_MARK || !isAtVeryBeginning()) {
                line.append(character);
            }
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean isAtVeryBeginning() {
        return number == 0 && line.isEmpty();
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = reader.read(buffer, 0, buffer.length);
        return limit > 0;
    }
}
