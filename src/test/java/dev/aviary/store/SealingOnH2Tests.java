package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class SealingOnH2Tests extends SealingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
