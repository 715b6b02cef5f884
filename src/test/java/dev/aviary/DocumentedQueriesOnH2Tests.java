package dev.aviary;

import dev.aviary.testing.TestDatabase;

class DocumentedQueriesOnH2Tests extends DocumentedQueriesContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
