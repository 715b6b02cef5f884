package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class UnsignedEventsOnH2Tests extends UnsignedEventsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
