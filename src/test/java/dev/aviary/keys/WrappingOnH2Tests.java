package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class WrappingOnH2Tests extends WrappingContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
