package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class KnownPeopleOnMariaDbTests extends KnownPeopleContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
