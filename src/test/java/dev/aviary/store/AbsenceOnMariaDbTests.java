package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class AbsenceOnMariaDbTests extends AbsenceContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
