package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class KeysOnH2Tests extends KeysContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
