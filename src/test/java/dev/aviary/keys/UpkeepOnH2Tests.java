package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class UpkeepOnH2Tests extends UpkeepContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
