package dev.aviary.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.testing.RunningAviary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

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

        /** As after a kill. */
        @Test
        void recordsFailuresOfItemsWhereTheirNumbersComeAgain() {
            var link = connected(12, ALL);
            fault(link, "kind", "item_missing", "endpoint", "individual", "ids", finch.people(link));
            sync();
            var jdbc = aviary.bean(JdbcOperations.class);
            var newest = jdbc.queryForObject("SELECT MAX(failure_id) FROM sync_item_failure", Long.class);
            jdbc.execute("ALTER TABLE sync_item_failure ALTER COLUMN failure_id RESTART WITH " + (newest - 3));

            assertThat(failures(nextSync(), link)).hasSize(12);
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {
        Secrecy() {
            super(RunningAviary.onH2());
        }
    }
}
