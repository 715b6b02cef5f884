package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class WritingOnH2Tests extends WritingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
