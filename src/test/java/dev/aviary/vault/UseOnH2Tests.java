package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class UseOnH2Tests extends UseContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
