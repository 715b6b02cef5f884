package dev.aviary.leakscan.findings;

import dev.aviary.testing.TestDatabase;

class FindingsOnMariaDbTests extends FindingsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
