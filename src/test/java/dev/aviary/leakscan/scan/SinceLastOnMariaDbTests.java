package dev.aviary.leakscan.scan;

import dev.aviary.testing.TestDatabase;

class SinceLastOnMariaDbTests extends SinceLastContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
