package dev.aviary.jobs;

import java.util.List;

/** Job files that a person must mend: every fault at once, each with file and line. */
public final class JobFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobFileException(List<String> faults) {
        super("The job files have " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ":\n  "
                + String.join("\n  ", faults));
    }
}
