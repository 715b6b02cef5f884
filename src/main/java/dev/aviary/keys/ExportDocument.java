package dev.aviary.keys;

import com.google.crypto.tink.Aead;
import dev.aviary.keys.ExportLine.End;
import dev.aviary.keys.ExportLine.Head;
import dev.aviary.keys.ExportLine.Wrapped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * An export as it lies in a file. The last line has a code over every byte before it, made with a key that was made for this export alone and is in the first
 * line, wrapped by the key-encryption key: whoever cannot use that key can neither change an export nor make one.
 */
final class ExportDocument {

    static final String FORMAT = "aviary-key-export/2";

    /** Is read as well: tenants in it have no wrapping keyset. */
    private static final String FORMER_FORMAT = "aviary-key-export/1";

    private static final Pattern URI = Pattern.compile("[!-~]{1,500}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final byte[] content;
    private final int endsAt;
    private final Head head;

    private ExportDocument(byte[] content, int endsAt, Head head) {
        this.content = content;
        this.endsAt = endsAt;
        this.head = head;
    }

    static byte[] write(Instant at, String kek, Aead root, List<ExportLine> lines) {
        var keyset = Keysets.VOUCHING.generate();
        var out = new ByteArrayOutputStream();
        line(out, ExportLine.of(new Head(FORMAT, at, new Wrapped(kek, wrapped(keyset, root)))));
        lines.forEach(line -> line(out, line));
        try {
            var code = new TinkVouchingKey(keyset).vouch(out.toByteArray());
            line(out, ExportLine.of(new End(lines.size(), code)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was just made cannot be used", e);
        }
        return out.toByteArray();
    }

    /** Reads the first line only; nothing is believed yet. */
    static ExportDocument read(byte[] content) {
        var end = endOfLine(content, 0);
        if (end < 0 || content[content.length - 1] != '\n') {
            throw cut();
        }
        var head = parse(content, 0, end).head();
        if (head == null || head.code() == null || head.code().wrapped() == null || !isKnown(head.format())) {
            throw new ExportRefusedException(
                    "This is not an export of keys in the format " + FORMAT + "; make one with 'aviary keys export'");
        }
        return new ExportDocument(content, startOfLastLine(content), head);
    }

    private static boolean isKnown(String format) {
        return FORMAT.equals(format) || FORMER_FORMAT.equals(format);
    }

    /** Every line between the first and the last, once the code of all of them fits. */
    List<ExportLine> verified(Aead root) {
        var end = parse(content, endsAt, content.length - 1).end();
        if (end == null || end.code() == null) {
            throw cut();
        }
        if (!key(root).vouchedFor(end.code(), Arrays.copyOf(content, endsAt))) {
            throw changed();
        }
        var lines = lines();
        requireExact(new End(lines.size(), end.code()));
        return lines;
    }

    private List<ExportLine> lines() {
        return new String(content, 0, endsAt, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> {
                    var bytes = line.getBytes(StandardCharsets.UTF_8);
                    return parse(bytes, 0, bytes.length);
                })
                .toList();
    }

    /** No code covers the last line, so it has to stand there as it is written. */
    private void requireExact(End end) {
        var line = new ByteArrayOutputStream();
        line(line, ExportLine.of(end));
        if (!Arrays.equals(line.toByteArray(), Arrays.copyOfRange(content, endsAt, content.length))) {
            throw changed();
        }
    }

    private VouchingKey key(Aead root) {
        try {
            return new TinkVouchingKey(Keysets.VOUCHING.unwrap(head.code().wrapped(), root, Binding.keyExport()));
        } catch (GeneralSecurityException e) {
            throw new ExportRefusedException(
                    "The export is of another key-encryption key than this database's, or its first line was changed. It names "
                            + named(head.code().kek())
                            + "; set aviary.keys.kek, or for the time of a move aviary.keys.former-keks, to the key that it names");
        }
    }

    /** What an export says of itself before it is verified may be anything. */
    private static String named(String uri) {
        return uri != null && URI.matcher(uri).matches() ? uri : "no key";
    }

    private static byte[] wrapped(com.google.crypto.tink.KeysetHandle keyset, Aead root) {
        return Keysets.VOUCHING.wrap(keyset, root, Binding.keyExport());
    }

    private static void line(ByteArrayOutputStream out, ExportLine line) {
        out.writeBytes(JSON.writeValueAsBytes(line));
        out.write('\n');
    }

    private static ExportLine parse(byte[] content, int from, int to) {
        try {
            var line = JSON.readValue(content, from, to - from, ExportLine.class);
            if (line != null) {
                return line;
            }
        } catch (JacksonException e) {
            // Refused below, without the cause: its message quotes the file.
        }
        throw new ExportRefusedException(
                "This is not an export of keys as Aviary writes it: a line cannot be read; nothing was imported");
    }

    private static ExportRefusedException changed() {
        return new ExportRefusedException(
                "The export was changed, reordered or cut after it was written; nothing was imported, use another copy of it");
    }

    private static ExportRefusedException cut() {
        return new ExportRefusedException(
                "This is not a whole export of keys: its last line is missing; nothing was imported, use another copy of it");
    }

    private static int endOfLine(byte[] content, int from) {
        for (var at = from; at < content.length; at++) {
            if (content[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static int startOfLastLine(byte[] content) {
        var at = content.length - 1;
        while (at > 0 && content[at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
