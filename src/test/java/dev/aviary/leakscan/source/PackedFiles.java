package dev.aviary.leakscan.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Every type of file that is unpacked, with one text in it. */
public final class PackedFiles {

    private PackedFiles() {}

    /** By name; each makes a file of a text. */
    public static Map<String, UnaryOperator<byte[]>> all() {
        var types = new LinkedHashMap<String, UnaryOperator<byte[]>>();
        types.put("plain", text -> text);
        types.put("gzip", PackedFiles::gzip);
        types.put("gzip in two parts", text -> joined(gzip(part(text, 0)), gzip(part(text, 1))));
        types.put("gzip of gzip", text -> gzip(gzip(text)));
        types.put("zip", text -> zip("a/b.log", text));
        types.put("tar", text -> tar("a/b.log", text));
        types.put("tar of GNU with a long name", text -> joined(longName("n".repeat(300)), tar("n", text)));
        types.put("tar in gzip", text -> gzip(tar("b.log", text)));
        types.put("gzip in zip", text -> zip("b.log.gz", gzip(text)));
        types.put("zip in tar in gzip", text -> gzip(tar("c.zip", zip("b.log", text))));
        return types;
    }

    private static byte[] part(byte[] text, int half) {
        var middle = text.length / 2;
        return half == 0
                ? java.util.Arrays.copyOf(text, middle)
                : java.util.Arrays.copyOfRange(text, middle, text.length);
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] text) {
        return written(out -> {
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(text);
            }
        });
    }

    static byte[] zip(String name, byte[] text) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(text);
            }
        });
    }

    static byte[] tar(String name, byte[] text) {
        return joined(header(name, '0', text.length), padded(text), new byte[1024]);
    }

    private static byte[] longName(String name) {
        var bytes = (name + "\0").getBytes(UTF_8);
        return joined(header("././@LongLink", 'L', bytes.length), padded(bytes));
    }

    private static byte[] padded(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512);
    }

    private static byte[] header(String name, char type, int size) {
        var header = ByteBuffer.allocate(512);
        put(header, 0, name.getBytes(UTF_8));
        put(header, 124, "%011o".formatted(size).getBytes(UTF_8));
        put(header, 148, "        ".getBytes(UTF_8));
        header.put(156, (byte) type);
        put(header, 257, "ustar\00000".getBytes(UTF_8));
        var sum = 0;
        for (var one : header.array()) {
            sum += one & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum).getBytes(UTF_8));
        return header.array();
    }

    private static void put(ByteBuffer header, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, header.array(), at, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        return written(out -> {
            for (var part : parts) {
                out.write(part);
            }
        });
    }
}
