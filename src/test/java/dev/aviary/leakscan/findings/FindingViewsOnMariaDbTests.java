package dev.aviary.leakscan.findings;

import dev.aviary.testing.TestDatabase;

class FindingViewsOnMariaDbTests extends FindingViewsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
