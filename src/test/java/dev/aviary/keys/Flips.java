package dev.aviary.keys;

import java.util.Arrays;
import java.util.function.Consumer;

/** Every way to change one bit of some bytes, and every way to cut them. */
final class Flips {

    private Flips() {}

    static void each(byte[] original, Consumer<byte[]> use) {
        for (var bit = 0; bit < original.length * 8; bit++) {
            var changed = original.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            use.accept(changed);
        }
    }

    static void eachCut(byte[] original, Consumer<byte[]> use) {
        for (var length = 0; length < original.length; length++) {
            use.accept(Arrays.copyOf(original, length));
            use.accept(Arrays.copyOfRange(original, original.length - length, original.length));
        }
    }
}
