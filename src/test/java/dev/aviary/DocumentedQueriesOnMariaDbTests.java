package dev.aviary;

import dev.aviary.testing.TestDatabase;

class DocumentedQueriesOnMariaDbTests extends DocumentedQueriesContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
