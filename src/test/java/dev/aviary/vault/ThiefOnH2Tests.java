package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class ThiefOnH2Tests extends ThiefContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
