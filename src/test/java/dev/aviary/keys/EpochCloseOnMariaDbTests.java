package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class EpochCloseOnMariaDbTests extends EpochCloseContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
