package dev.aviary.leakscan.findings;

import dev.aviary.testing.TestDatabase;

class FindingsOnH2Tests extends FindingsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
