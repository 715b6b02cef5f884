package dev.aviary.leakscan.tables;

import dev.aviary.testing.TestDatabase;

class TablesOnH2Tests extends TablesContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
