package dev.aviary.store;

import dev.aviary.testing.TestDatabase;

class RoundTripOnMariaDbTests extends RoundTripContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
