package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class KeysOnMariaDbTests extends KeysContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
