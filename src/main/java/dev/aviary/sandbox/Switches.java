package dev.aviary.sandbox;

import java.util.EnumMap;
import java.util.Map;

/** The position of every {@link Switch}. Thread-safe. */
final class Switches {

    private final Map<Switch, String> positions = new EnumMap<>(Switch.class);

    Switches(Map<Switch, String> positions) {
        this.positions.putAll(positions);
    }

    synchronized String of(Switch which) {
        return positions.getOrDefault(which, which.standard());
    }

    boolean is(Switch which, String value) {
        return of(which).equals(value);
    }

    int number(Switch which) {
        return Integer.parseInt(of(which));
    }

    /** @throws IllegalArgumentException for an unknown switch or position, with what would be valid */
    synchronized void set(String word, String value) {
        var which = named(word);
        check(which, value);
        positions.put(which, value);
    }

    static Switch named(String word) {
        return Switch.ofWord(word)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no switch '" + word + "'; see --help for their names"));
    }

    static void check(Switch which, String value) {
        if (!which.allows(value)) {
            throw new IllegalArgumentException(
                    "switch " + which.word() + " cannot be '" + value + "'; it takes " + which.allowed());
        }
    }
}
