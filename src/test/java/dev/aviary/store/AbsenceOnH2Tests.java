package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class AbsenceOnH2Tests extends AbsenceContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
