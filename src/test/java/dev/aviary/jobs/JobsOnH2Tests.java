package dev.aviary.jobs;

import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class JobsOnH2Tests {

    private static final TestDatabase DATABASE = TestDatabase.h2();

    @Nested
    class Leases extends LeasesContract {
        Leases() {
            super(DATABASE);
        }
    }

    @Nested
    class Clockwork extends ClockworkContract {
        Clockwork() {
            super(DATABASE);
        }
    }

    @Nested
    class Desk extends DeskContract {
        Desk() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class PlantedRows extends PlantedRowsContract {
        PlantedRows() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class ExitMessages extends ExitMessagesContract {
        ExitMessages() {
            super(RunningAviary.onH2());
        }
    }
}
