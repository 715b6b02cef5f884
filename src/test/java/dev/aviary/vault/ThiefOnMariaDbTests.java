package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;

class ThiefOnMariaDbTests extends ThiefContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }
}
