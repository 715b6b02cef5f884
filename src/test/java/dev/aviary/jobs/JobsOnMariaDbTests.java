package dev.aviary.jobs;

import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class JobsOnMariaDbTests {

    private static final TestDatabase DATABASE = TestDatabase.mariadb();

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
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class PlantedRows extends PlantedRowsContract {
        PlantedRows() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class ExitMessages extends ExitMessagesContract {
        ExitMessages() {
            super(RunningAviary.onMariaDb());
        }
    }
}
