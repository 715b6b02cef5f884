package dev.aviary.leakscan.findings;

import dev.aviary.testing.TestDatabase;

class FindingViewsOnH2Tests extends FindingViewsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
