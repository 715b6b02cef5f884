package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class VersionOnMariaDbTests extends VersionContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
