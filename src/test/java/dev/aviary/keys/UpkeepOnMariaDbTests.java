package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class UpkeepOnMariaDbTests extends UpkeepContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
