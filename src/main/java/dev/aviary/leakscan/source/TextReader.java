package dev.aviary.leakscan.source;

import java.io.IOException;
import java.io.InputStream;

/** Takes texts one after the other as streams, unpacked. */
public interface TextReader {

    /**
     * @param place the file, and behind each {@code !} a member of the archive before it
     * @param in not to be closed, and need not be read to its end
     * @throws IOException if it cannot be read on; what is packed together with it is not read either
     */
    void read(String place, InputStream in) throws IOException;
}
