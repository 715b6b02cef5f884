package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class VersionOnH2Tests extends VersionContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
