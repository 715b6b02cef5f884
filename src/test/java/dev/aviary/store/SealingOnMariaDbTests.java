package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class SealingOnMariaDbTests extends SealingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
