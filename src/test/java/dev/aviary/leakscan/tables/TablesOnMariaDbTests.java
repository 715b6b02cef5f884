package dev.aviary.leakscan.tables;

import dev.aviary.testing.TestDatabase;

class TablesOnMariaDbTests extends TablesContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
