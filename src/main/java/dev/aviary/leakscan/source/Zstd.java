package dev.aviary.leakscan.source;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** What zstd unpacks, all frames of it. Windows lie outside the heap: of those that are larger than usual, the process has one at a time. */
final class Zstd extends FilterInputStream {

    private static final Semaphore LARGE = new Semaphore(1);

    private final boolean large;
    private boolean open = true;

    /** @param window of the first frame; a later one that wants much more is refused */
    Zstd(InputStream in, long window) throws IOException {
        super(new ZstdInputStreamNoFinalizer(in));
        large = window > ZstdWindow.USUAL;
        ((ZstdInputStreamNoFinalizer) this.in).setLongMax(log(large ? ZstdWindow.MOST : ZstdWindow.USUAL));
        if (large) {
            LARGE.acquireUninterruptibly();
        }
    }

    private static int log(long window) {
        return Long.numberOfTrailingZeros(window);
    }

    /** The library is native code, which is put into the directory for temporary files and loaded from there. */
    static boolean isThere() {
        try {
            Native.load();
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    static String why(ZstdIOException e) {
        return e.getErrorCode() == com.github.luben.zstd.Zstd.errFrameParameterWindowTooLarge()
                ? "is not unpacked to its end: zstd with a larger window further on"
                : "is damaged or ends early";
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            try {
                in.close();
            } finally {
                if (large) {
                    LARGE.release();
                }
            }
        }
    }
}
