package dev.aviary.logging;

import dev.aviary.testing.TestDatabase;

class DatabaseFailuresOnH2Tests extends DatabaseFailuresContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
