package dev.aviary.logging;

import dev.aviary.testing.TestDatabase;

class DatabaseFailuresOnMariaDbTests extends DatabaseFailuresContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
