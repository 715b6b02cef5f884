package dev.aviary.leakscan.rules;

/**
 * Whether all of a text matches a pattern, mostly one that looks for words anywhere in it, as {@code .*(?:example|sample).*}.
 *
 * <p>Such a table is almost always in one state, or in one that says no more than which byte was last. So bytes are taken in pairs, which need not wait for
 * each other as look-ups in the table do: as long as the state behind a pair would be the same without its first byte, the table is not asked. Immutable.
 */
final class WholeMatch {

    private final Dfa table;

    /** Where it mostly is. */
    private final int usual;

    private final byte[] classOf;
    private final int classes;

    /** For two classes, whether the first one counts no more behind the second. */
    private final boolean[] forgets;

    WholeMatch(Dfa table) {
        this.table = table;
        this.usual = table.usual();
        this.classOf = table.classOf();
        this.classes = table.classes();
        this.forgets = new boolean[classes * classes];
        for (int first = 0; first < classes; first++) {
            for (int second = 0; second < classes; second++) {
                forgets[first * classes + second] =
                        table.nextOf(table.nextOf(usual, first), second) == table.nextOf(usual, second);
            }
        }
    }

    boolean matches(byte[] bytes, int from, int to) {
        int state = table.start();
        int at = from;
        while (at < to && state != Dfa.DEAD) {
            int of = classOf[bytes[at++] & 0xff];
            state = table.nextOf(state, of);
            if (state == table.nextOf(usual, of)) {
                at = forgotten(bytes, at, to);
                state = table.nextOf(usual, classOf[bytes[at - 1] & 0xff]);
            }
        }
        return table.accepts(state);
    }

    /** @return behind the last byte up to which each is forgotten by the next one */
    private int forgotten(byte[] bytes, int from, int to) {
        int at = from;
        int before = classOf[bytes[at - 1] & 0xff];
        while (at < to) {
            int of = classOf[bytes[at] & 0xff];
            if (!forgets[before * classes + of]) {
                break;
            }
            before = of;
            at++;
        }
        return at;
    }
}
