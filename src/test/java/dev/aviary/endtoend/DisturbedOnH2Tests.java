package dev.aviary.endtoend;

import org.junit.jupiter.api.Nested;

/** All of them in one class and so in one JVM, since they start from the same ground. */
class DisturbedOnH2Tests {

    @Nested
    class Kill extends KillContract {

        @Override
        Ground ground() {
            return Ground.onH2();
        }
    }

    @Nested
    class Ownership extends OwnershipContract {

        @Override
        Ground ground() {
            return Ground.onH2();
        }
    }

    @Nested
    class Stop extends StopContract {

        @Override
        Ground ground() {
            return Ground.onH2();
        }
    }
}
