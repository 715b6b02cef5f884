package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class FingerprintsOnH2Tests extends FingerprintContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
