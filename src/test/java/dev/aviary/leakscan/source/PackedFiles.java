package dev.aviary.leakscan.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.commons.compress.archivers.tar.TarArchiveOutputStream.LONGFILE_GNU;
import static org.apache.commons.compress.archivers.tar.TarArchiveOutputStream.LONGFILE_POSIX;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Every type of file that is unpacked, with one text in it. */
public final class PackedFiles {

    private static final byte[] ZSTD_SKIPPED = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};

    /** Of the levels of xz, 256 KiB to 64 MiB, as blocks say it. */
    private static final byte[] XZ_DICTIONARIES = {12, 16, 18, 20, 20, 22, 22, 24, 26, 28};

    /** tar fills its last one up with zeroes. */
    private static final int TAR_BLOCK = 20 * 512;

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
        types.put("tar of GNU with a long name", text -> tar("n".repeat(300), text, LONGFILE_GNU));
        types.put("bzip2", PackedFiles::bzip2);
        types.put("bzip2 in two parts", text -> joined(bzip2(part(text, 0)), bzip2(part(text, 1))));
        types.put("tar in bzip2", text -> bzip2(tar("b.log", text)));
        types.put("zstd", PackedFiles::zstd);
        types.put("zstd in two parts", text -> joined(zstd(part(text, 0)), zstd(part(text, 1))));
        types.put("zstd behind a frame to skip", text -> joined(ZSTD_SKIPPED, zstd(text)));
        types.put("tar in zstd", text -> zstd(tar("b.log", text)));
        types.put("zstd of zstd", text -> zstd(zstd(text)));
        types.put("xz", text -> xz(text, 6));
        types.put(
                "xz in two parts, with zeroes between",
                text -> joined(xz(part(text, 0), 6), new byte[8], xz(part(text, 1), 1)));
        types.put("tar in xz", text -> xz(tar("b.log", text), 9));
        types.put("xz of xz", text -> xz(xz(text, 6), 6));
        types.put("tar of POSIX with a long name", text -> tar("n".repeat(300), text, LONGFILE_POSIX));
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

    public static byte[] gzip(byte[] text) {
        return written(out -> {
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(text);
            }
        });
    }

    public static byte[] zip(String name, byte[] text) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(text);
            }
        });
    }

    static byte[] bzip2(byte[] text) {
        return written(out -> {
            try (var bzip2 = new BZip2CompressorOutputStream(out)) {
                bzip2.write(text);
            }
        });
    }

    static byte[] zstd(byte[] text) {
        return written(out -> {
            try (var zstd = new ZstdOutputStreamNoFinalizer(out)) {
                zstd.setLong(17).setChecksum(true);
                zstd.write(text);
            }
        });
    }

    /** With so many bits of window, whether they are needed or not. */
    static byte[] zstd(byte[] text, int window) {
        var packed = zstd(text);
        packed[5] = (byte) (window - 10 << 3);
        return packed;
    }

    /** With the dictionary of a level, though packed with that of the lowest: to pack with a large one takes 700 MB. */
    static byte[] xz(byte[] text, int level) {
        return xz(text, XZ_DICTIONARIES[level]);
    }

    /** @param dictionary as the first block says it, whether it is needed or not */
    static byte[] xz(byte[] text, byte dictionary) {
        var packed = written(out -> {
            try (var xz = new XZOutputStream(out, new LZMA2Options(0))) {
                xz.write(text);
            }
        });
        packed[16] = dictionary;
        var header = new CRC32();
        int length = (packed[12] + 1) * 4 - 4;
        header.update(packed, 12, length);
        for (var i = 0; i < 4; i++) {
            packed[12 + length + i] = (byte) (header.getValue() >>> 8 * i);
        }
        return packed;
    }

    static byte[] tar(String name, byte[] text) {
        return tar(name, text, LONGFILE_POSIX);
    }

    /** With several members of one name, as tar makes them when it adds to an archive. */
    public static byte[] tar(String name, String... texts) {
        return written(out -> {
            try (var tar = new TarArchiveOutputStream(out, TAR_BLOCK)) {
                for (var text : texts) {
                    add(tar, name, text.getBytes(UTF_8));
                }
            }
        });
    }

    private static byte[] tar(String name, byte[] text, int longNames) {
        return written(out -> {
            try (var tar = new TarArchiveOutputStream(out)) {
                tar.setLongFileMode(longNames);
                add(tar, name, text);
            }
        });
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] text) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setModTime(FileTime.fromMillis(0));
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
    }

    static byte[] joined(byte[]... parts) {
        return written(out -> {
            for (var part : parts) {
                out.write(part);
            }
        });
    }
}
