package dev.aviary.cli;

import dev.aviary.testing.TestDatabase;

class RefusedCommandOnMariaDbTests extends RefusedCommandContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
