package dev.aviary.lifecycle;

import dev.aviary.testing.TestDatabase;

class IntakeOnMariaDbTests extends IntakeContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
