package dev.aviary.leakscan.exact;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The entities of XML and HTML that stand for what a secret may have, by their names as numbers: the bytes of a name one behind the other. */
final class EntityNames {

    private static final Map<String, Character> CHARACTERS = Map.ofEntries(
            Map.entry("amp", '&'),
            Map.entry("lt", '<'),
            Map.entry("gt", '>'),
            Map.entry("quot", '"'),
            Map.entry("apos", '\''),
            Map.entry("hyphen", '-'),
            Map.entry("dash", '-'),
            Map.entry("lowbar", '_'),
            Map.entry("UnderBar", '_'),
            Map.entry("sol", '/'),
            Map.entry("plus", '+'),
            Map.entry("equals", '='),
            Map.entry("period", '.'),
            Map.entry("colon", ':'),
            Map.entry("num", '#'),
            Map.entry("commat", '@'),
            Map.entry("dollar", '$'),
            Map.entry("percnt", '%'),
            Map.entry("excl", '!'),
            Map.entry("ast", '*'),
            Map.entry("bsol", '\\'));

    private static final int SLOTS = 128;

    private final long[] names = new long[SLOTS];
    private final char[] characters = new char[SLOTS];

    EntityNames() {
        CHARACTERS.forEach((name, character) -> {
            long number = 0;
            for (var b : name.getBytes(StandardCharsets.US_ASCII)) {
                number = number << Byte.SIZE | b;
            }
            var slot = slot(number);
            while (names[slot] != 0) {
                slot = slot + 1 & SLOTS - 1;
            }
            names[slot] = number;
            characters[slot] = character;
        });
    }

    /** @return the character, or -1 if there is no such name */
    int find(long name) {
        for (var slot = slot(name); names[slot] != 0; slot = slot + 1 & SLOTS - 1) {
            if (names[slot] == name) {
                return characters[slot];
            }
        }
        return -1;
    }

    private static int slot(long name) {
        return (int) (name * 0x9e3779b97f4a7c15L >>> Long.SIZE - 7);
    }
}
