package dev.aviary.sync;

import dev.aviary.testing.RunningAviary;
import org.junit.jupiter.api.Nested;

class SyncOnMariaDbTests {

    @Nested
    class States extends StatesContract {
        States() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class Absence extends AbsenceContract {
        Absence() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class Payroll extends PayrollContract {
        Payroll() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class Changes extends ChangesContract {
        Changes() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class BadAnswers extends BadAnswersContract {
        BadAnswers() {
            super(RunningAviary.onMariaDb());
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {
        Secrecy() {
            super(RunningAviary.onMariaDb());
        }
    }
}
