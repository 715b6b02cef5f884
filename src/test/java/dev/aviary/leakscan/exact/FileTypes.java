package dev.aviary.leakscan.exact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.aviary.leakscan.source.PackedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Types of file in which a message of a log can stand: each makes a file of lines, a message, and more lines. */
final class FileTypes {

    private FileTypes() {}

    /** @param message of one line or more, in any bytes */
    record Content(byte[] before, byte[] message, byte[] after) {

        byte[] whole() {
            return joined(before, message, after);
        }

        private String mapped(Function<String, String> line) {
            return lines(before, line) + line.apply(text(message)) + lines(after, line);
        }

        private static String lines(byte[] text, Function<String, String> line) {
            return text(text).lines().map(line).collect(Collectors.joining());
        }

        boolean isText() {
            for (var b : message) {
                if (b <= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A type.
     *
     * @param onlyText whether it can have no zero bytes
     * @param text as it is when it is unpacked
     * @param pack what is done to the text then
     */
    record FileType(boolean onlyText, Function<Content, byte[]> text, UnaryOperator<byte[]> pack) {

        boolean holds(Content content) {
            return !onlyText || content.isText();
        }

        byte[] make(Content content) {
            return pack.apply(text.apply(content));
        }
    }

    static Map<String, FileType> all() {
        var types = new LinkedHashMap<String, FileType>();
        PackedFiles.all().forEach((name, pack) -> types.put(name, new FileType(false, Content::whole, pack)));
        types.put("UTF-16 LE", text(of -> ("\ufeff" + text(of.whole())).getBytes(UTF_16LE)));
        types.put("UTF-16 BE", text(of -> ("\ufeff" + text(of.whole())).getBytes(UTF_16BE)));
        types.put("CRLF", text(of -> bytes(text(of.whole()).replaceAll("\r?\n", "\r\n"))));
        types.put("JSON lines", text(of -> bytes(of.mapped(FileTypes::jsonLine))));
        types.put("JSON of JSON", text(of -> bytes(of.mapped(line -> jsonLine(jsonLine(line))))));
        types.put("XML", text(of -> bytes("<log>" + of.mapped(FileTypes::xmlLine) + "</log>")));
        types.put("CSV", text(of -> bytes(of.mapped(FileTypes::csvLine))));
        types.put("SQL dump", text(of -> bytes(of.mapped(FileTypes::sqlLine))));
        types.put("git log -p", text(of -> bytes(COMMIT + of.mapped(FileTypes::addedLine))));
        types.put("journal export", new FileType(false, of -> journal(of, false), UnaryOperator.identity()));
        types.put("journal export, binary", new FileType(false, of -> journal(of, true), UnaryOperator.identity()));
        types.put("serialised by Java", text(FileTypes::serialised));
        types.put("JSON lines in gzip", inGzip(types.get("JSON lines")));
        types.put("journal export in gzip", inGzip(types.get("journal export, binary")));
        types.put("UTF-16 LE in gzip", inGzip(types.get("UTF-16 LE")));
        return types;
    }

    private static FileType text(Function<Content, byte[]> text) {
        return new FileType(true, text, UnaryOperator.identity());
    }

    private static FileType inGzip(FileType type) {
        return new FileType(type.onlyText(), type.text(), PackedFiles::gzip);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static final String COMMIT = """
            commit 9fceb02d0ae598e95dc970b74767f19372d61af8
            Author: Ira Voss <ira@work.example>
            Date:   Wed Nov 25 08:25:53 2026 +0000

                Add a log

            diff --git a/app.log b/app.log
            new file mode 100644
            index 0000000..83db48f
            --- /dev/null
            +++ b/app.log
            @@ -0,0 +1,99 @@
            """;

    private static String jsonLine(String line) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("@timestamp", "2026-11-25T08:25:53.123Z");
        fields.put("message", line);
        fields.put("level", "INFO");
        return JsonMapper.shared().writeValueAsString(fields) + "\n";
    }

    private static String xmlLine(String line) {
        return "<m>"
                + line.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                + "</m>\n";
    }

    private static String csvLine(String line) {
        return "\"2026-11-25\",\"" + line.replace("\"", "\"\"") + "\",17\n";
    }

    private static String sqlLine(String line) {
        return "INSERT INTO `log` VALUES (17,'"
                + line.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "');\n";
    }

    private static String addedLine(String line) {
        return line.lines().map(one -> "+" + one + "\n").collect(Collectors.joining());
    }

    private static byte[] journal(Content of, boolean binary) {
        var out = new ByteArrayOutputStream();
        text(of.before()).lines().forEach(line -> entry(out, bytes(line), binary));
        if (of.message().length > 0) {
            entry(out, of.message(), binary);
        }
        text(of.after()).lines().forEach(line -> entry(out, bytes(line), binary));
        return out.toByteArray();
    }

    /** What has ends of lines or other control characters is written with its length before it. */
    private static void entry(ByteArrayOutputStream out, byte[] message, boolean binary) {
        out.writeBytes(bytes("__REALTIME_TIMESTAMP=1764059153123456\n_PID=4711\nPRIORITY=6\n"));
        var controlled = false;
        for (var b : message) {
            controlled |= b >= 0 && b < ' ' && b != '\t';
        }
        if (binary || controlled) {
            out.writeBytes(bytes("MESSAGE\n"));
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(message.length)
                    .array());
        } else {
            out.writeBytes(bytes("MESSAGE="));
        }
        out.writeBytes(message);
        out.writeBytes(bytes("\n_HOSTNAME=batch-1\n\n"));
    }

    private static byte[] serialised(Content of) {
        var out = new ByteArrayOutputStream();
        try (var objects = new ObjectOutputStream(out)) {
            var context = new TreeMap<String, Object>();
            context.put("before", text(of.before()));
            context.put("message", text(of.message()));
            context.put("rows", 17L);
            context.put("then", text(of.after()));
            objects.writeObject(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
