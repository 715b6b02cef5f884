package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class KeyExportsOnH2Tests extends KeyExportContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
