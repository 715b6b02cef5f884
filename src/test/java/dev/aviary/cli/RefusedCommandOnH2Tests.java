package dev.aviary.cli;

import dev.aviary.testing.TestDatabase;

class RefusedCommandOnH2Tests extends RefusedCommandContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
