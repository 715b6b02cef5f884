package dev.aviary.lifecycle;

import dev.aviary.testing.TestDatabase;

class IntakeOnH2Tests extends IntakeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
