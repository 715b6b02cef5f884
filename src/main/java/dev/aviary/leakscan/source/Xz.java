package dev.aviary.leakscan.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** What xz unpacks, all streams and blocks of it. Dictionaries lie on the heap: of those that are larger than usual, the process has one at a time. */
final class Xz extends FilterInputStream {

    private static final Semaphore LARGE = new Semaphore(1);

    /** What it takes beside its dictionary. */
    private static final int BESIDE_KIB = 1 << 10;

    private final boolean large;
    private boolean open = true;

    /**
     * @param dictionary of the first block; a later one that wants more is refused, unless it is as usual
     * @param most that any may have here
     */
    Xz(InputStream in, long dictionary, long most) throws IOException {
        // Blocks can be many and small: each takes the dictionary of the one before.
        super(new XZInputStream(in, limitKib(dictionary, most), true, new BasicArrayCache()));
        large = dictionary > XzDictionary.USUAL;
        if (large) {
            LARGE.acquireUninterruptibly();
        }
    }

    private static int limitKib(long dictionary, long most) {
        return (int) (Math.min(most, Math.max(dictionary, XzDictionary.USUAL)) >> 10) + BESIDE_KIB;
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
