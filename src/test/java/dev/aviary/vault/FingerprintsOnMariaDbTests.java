package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class FingerprintsOnMariaDbTests extends FingerprintContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
