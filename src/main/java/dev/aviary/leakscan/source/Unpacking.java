package dev.aviary.leakscan.source;

import com.github.luben.zstd.ZstdIOException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.CompressException;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.MemoryLimitException;

/** Reads one stream as the text that it is or as the texts that are packed in it. For one thread. */
final class Unpacking {

    private static final int BUFFER = 64 << 10;

    private final TextReader texts;
    private final Consumer<Unread> unread;
    private final Limits limits;

    /** Open ones around what is read that keep at hand what they have unpacked: of zstd and xz. */
    private int windows;

    Unpacking(TextReader texts, Consumer<Unread> unread, Limits limits) {
        this.texts = texts;
        this.unread = unread;
        this.limits = limits;
    }

    void read(String place, Counted in) {
        var allowed = new Allowed(limits, in);
        Unread trouble = null;
        try {
            read(place, in, allowed, 0);
        } catch (IOException | IllegalArgumentException e) {
            trouble = in.hasFailed() ? new Unread(place, why(e)) : new Unread(place, whyOfItsBytes(e), true);
        }
        if (allowed.cut() != null) {
            trouble = new Unread(place, allowed.cut(), true);
        }
        if (trouble != null) {
            unread.accept(trouble);
        }
    }

    private void read(String place, InputStream in, Allowed allowed, int depth) throws IOException {
        var head = new byte[Packing.HEAD];
        int length = 0;
        try {
            for (int read = 0; read >= 0 && length < head.length; length += Math.max(0, read)) {
                read = in.read(head, length, head.length - length);
            }
        } catch (IOException e) {
            texts.read(place, new ByteArrayInputStream(head, 0, length));
            throw e;
        }
        var whole = new PushbackInputStream(in, Packing.HEAD);
        whole.unread(head, 0, length);
        var packing = Packing.of(head, length);
        switch (packing) {
            case NONE -> texts.read(place, whole);
            case GZIP -> {
                allowed.depth(depth + 1);
                read(place, new Unpacked(new GZIPInputStream(whole, BUFFER), allowed), allowed, depth + 1);
            }
            case ZIP -> {
                allowed.depth(depth + 1);
                zip(place, new ZipInputStream(whole), allowed, depth + 1);
            }
            case BZIP2 -> {
                allowed.depth(depth + 1);
                read(place, new Unpacked(new BZip2CompressorInputStream(whole, true), allowed), allowed, depth + 1);
            }
            case TAR -> {
                allowed.depth(depth + 1);
                tar(place, new TarArchiveInputStream(whole), allowed, depth + 1);
            }
            case ZSTD, ZSTD_SKIPPABLE -> {
                allowed.depth(depth + 1);
                zstd(place, whole, ZstdWindow.of(head, length), allowed, depth + 1);
            }
            case XZ -> {
                allowed.depth(depth + 1);
                xz(place, whole, XzDictionary.of(head, length), allowed, depth + 1);
            }
            case SEVEN_ZIP, RAR, LZ4 -> asItStands(place, whole, name(packing), true);
        }
    }

    private void asItStands(String place, InputStream in, String packing, boolean lasting) throws IOException {
        texts.read(place, in);
        unread.accept(new Unread(place, "is not unpacked: " + packing, lasting));
    }

    private static String name(Packing packing) {
        return packing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void zip(String place, ZipInputStream zip, Allowed allowed, int depth) throws IOException {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            allowed.member();
            if (!entry.isDirectory()) {
                read(place + "!" + entry.getName(), new Unpacked(zip, allowed), allowed, depth);
            }
        }
    }

    private void zstd(String place, InputStream in, long window, Allowed allowed, int depth) throws IOException {
        var most = windows > 0 ? ZstdWindow.USUAL : ZstdWindow.MOST;
        if (window > most || !Zstd.isThere()) {
            asItStands(
                    place,
                    in,
                    window > most
                            ? "zstd with a window of more than " + most + " bytes"
                            : "zstd: its library does not load from java.io.tmpdir",
                    window > most);
            return;
        }
        windows++;
        try (var zstd = new Zstd(in, window)) {
            read(place, new Unpacked(zstd, allowed), allowed, depth);
        } finally {
            windows--;
        }
    }

    private void xz(String place, InputStream in, long dictionary, Allowed allowed, int depth) throws IOException {
        var most = List.of(XzDictionary.MOST, XzDictionary.USUAL, XzDictionary.LEAST)
                .get(Math.min(windows, 2));
        if (dictionary > most) {
            asItStands(place, in, "xz with a dictionary of more than " + most + " bytes", true);
            return;
        }
        windows++;
        try (var xz = new Xz(in, dictionary, most)) {
            read(place, new Unpacked(xz, allowed), allowed, depth);
        } finally {
            windows--;
        }
    }

    /** Links and devices are members without bytes. */
    private void tar(String place, TarArchiveInputStream tar, Allowed allowed, int depth) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            allowed.member();
            if (!entry.isDirectory()) {
                read(place + "!" + entry.getName(), new Unpacked(tar, allowed), allowed, depth);
            }
        }
    }

    /** And not of the disk, or of whoever writes the file. */
    private static String whyOfItsBytes(Exception e) {
        return isTold(e) ? why(e) : "is damaged or ends early";
    }

    private static boolean isTold(Exception e) {
        return e instanceof CutException
                || e instanceof EOFException
                || e instanceof MemoryLimitException
                || e instanceof ZstdIOException
                || e instanceof ZipException
                || e instanceof CompressException
                || e instanceof IllegalArgumentException;
    }

    /** Never with what the file has: messages of libraries may quote it. */
    static String why(Exception e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "is gone";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CutException) {
            return Objects.requireNonNull(e.getMessage());
        }
        if (e instanceof EOFException) {
            return "ends early";
        }
        if (e instanceof MemoryLimitException) {
            return "is not unpacked to its end: xz with a larger dictionary further on";
        }
        if (e instanceof ZstdIOException zstd) {
            return Zstd.why(zstd);
        }
        if (e instanceof ZipException || e instanceof CompressException || e instanceof IllegalArgumentException) {
            return "is damaged or encrypted";
        }
        return e instanceof FileSystemException ? "cannot be read" : "cannot be read to its end";
    }
}
