package dev.aviary.operators;

import dev.aviary.testing.TestDatabase;

class OperatorsOnH2Tests extends OperatorsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
