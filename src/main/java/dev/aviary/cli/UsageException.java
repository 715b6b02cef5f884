package dev.aviary.cli;

import java.util.List;

/** What the user asked for cannot be; the message says what to do. Exit code 2. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    UsageException(String message) {
        super(message);
        this.faults = List.of();
    }

    /** @param cause for {@code --debug} */
    UsageException(String message, Throwable cause) {
        super(message, cause);
        this.faults = List.of();
    }

    /** Several faults at once, each a clause of its own. */
    UsageException(String message, List<String> faults) {
        super(message + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
