package dev.aviary.operators;

import dev.aviary.testing.TestDatabase;

class OperatorsOnMariaDbTests extends OperatorsContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
