package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class RecountOnH2Tests extends RecountContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
