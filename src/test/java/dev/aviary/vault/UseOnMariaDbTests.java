package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class UseOnMariaDbTests extends UseContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
