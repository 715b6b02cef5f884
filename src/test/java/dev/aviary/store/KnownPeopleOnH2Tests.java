package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class KnownPeopleOnH2Tests extends KnownPeopleContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
