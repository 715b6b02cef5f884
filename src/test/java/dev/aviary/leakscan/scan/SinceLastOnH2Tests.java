package dev.aviary.leakscan.scan;

import dev.aviary.testing.TestDatabase;

class SinceLastOnH2Tests extends SinceLastContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
