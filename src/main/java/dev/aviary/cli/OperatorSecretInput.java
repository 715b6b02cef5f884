package dev.aviary.cli;

import dev.aviary.operators.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads an operator's secret from a prompt without echo or, without a terminal, the next line of standard input; never from an argument. */
final class OperatorSecretInput {

    private static final int MAX_LENGTH = 1_024;

    private OperatorSecretInput() {}

    /** The caller closes the secret. */
    static Secret read(String prompt) {
        var console = System.console();
        var characters = console != null ? console.readPassword("%s", prompt) : line();
        if (characters == null || characters.length == 0) {
            throw new UsageException(
                    "No secret was given; type it at the prompt, or give it in a line on standard input");
        }
        try {
            return Secret.of(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** Not a byte more than the line: what follows it may be a token. */
    private static char[] line() {
        var bytes = new WipedBytes();
        try {
            for (int b = System.in.read(); b >= 0 && b != '\n' && bytes.size() < MAX_LENGTH; b = System.in.read()) {
                if (b != '\r') {
                    bytes.write(b);
                }
            }
            return bytes.characters();
        } catch (IOException e) {
            throw new UsageException("Standard input cannot be read; sign in at a terminal, or with --key-file");
        } finally {
            bytes.wipe();
        }
    }

    private static final class WipedBytes extends ByteArrayOutputStream {

        private WipedBytes() {
            super(MAX_LENGTH);
        }

        private char[] characters() {
            var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(buf, 0, count));
            var characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        }

        private void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
