package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;

class RecountOnMariaDbTests extends RecountContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
