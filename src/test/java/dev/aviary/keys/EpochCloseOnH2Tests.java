package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class EpochCloseOnH2Tests extends EpochCloseContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
