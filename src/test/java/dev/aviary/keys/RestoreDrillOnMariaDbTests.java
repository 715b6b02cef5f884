package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class RestoreDrillOnMariaDbTests extends RestoreDrillContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
