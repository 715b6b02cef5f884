package dev.aviary.audit;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who does an act: a named operator, a job run, or the system by itself. */
public sealed interface Actor {

    /** Nobody in particular: start-up, schedules, the service's own rounds. */
    Actor SYSTEM = new Service();

    static Actor operator(UUID id) {
        return new Operator(id);
    }

    static Actor run(String job, long number) {
        return new JobRun(job, number);
    }

    /** As it is stored: {@code operator}, {@code run} or {@code system}. */
    String kind();

    /** Which one of its kind; null for the system. */
    @Nullable
    String id();

    /** @param account id of the operator's account; accounts are never deleted */
    record Operator(UUID account) implements Actor {

        @Override
        public String kind() {
            return "operator";
        }

        @Override
        public String id() {
            return account.toString();
        }
    }

    /** @param job its name, as in its file below jobs/ */
    record JobRun(String job, long number) implements Actor {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

        public JobRun {
            if (!NAME.matcher(job).matches()) {
                throw new IllegalArgumentException("The name of a job has 1 to 64 letters, digits, '.', '_' or '-'");
            }
        }

        @Override
        public String kind() {
            return "run";
        }

        @Override
        public String id() {
            return job + "#" + number;
        }
    }

    /** The system. */
    record Service() implements Actor {

        @Override
        public String kind() {
            return "system";
        }

        @Override
        public @Nullable String id() {
            return null;
        }
    }
}
