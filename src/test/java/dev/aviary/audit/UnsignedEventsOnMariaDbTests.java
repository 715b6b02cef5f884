package dev.aviary.audit;

import dev.aviary.testing.TestDatabase;

class UnsignedEventsOnMariaDbTests extends UnsignedEventsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
