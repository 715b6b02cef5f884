package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class WritingOnMariaDbTests extends WritingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
