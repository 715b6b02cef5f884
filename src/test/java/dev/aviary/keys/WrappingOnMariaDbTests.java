package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class WrappingOnMariaDbTests extends WrappingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
