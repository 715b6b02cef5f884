package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class KeyExportsOnMariaDbTests extends KeyExportContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
