package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class RestoreDrillOnH2Tests extends RestoreDrillContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
