package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class RoundTripOnH2Tests extends RoundTripContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
