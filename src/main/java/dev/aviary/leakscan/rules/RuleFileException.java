package dev.aviary.leakscan.rules;

import java.util.List;

/** Rule files that a person must mend: every fault at once, each with file and line. */
public final class RuleFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RuleFileException(List<String> faults) {
        super("The leak rules have " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ":\n  "
                + String.join("\n  ", faults));
    }
}
