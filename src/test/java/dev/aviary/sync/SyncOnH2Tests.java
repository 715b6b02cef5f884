package dev.aviary.sync;

import dev.aviary.testing.RunningAviary;
import org.junit.jupiter.api.Nested;

class SyncOnH2Tests {

    @Nested
    class States extends StatesContract {
        States() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class Absence extends AbsenceContract {
        Absence() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class Payroll extends PayrollContract {
        Payroll() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class Changes extends ChangesContract {
        Changes() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class BadAnswers extends BadAnswersContract {
        BadAnswers() {
            super(RunningAviary.onH2());
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {
        Secrecy() {
            super(RunningAviary.onH2());
        }
    }
}
