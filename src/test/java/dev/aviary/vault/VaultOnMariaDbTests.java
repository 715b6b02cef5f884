package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;
import java.util.List;

class VaultOnMariaDbTests extends VaultContract {

    @Override
    TestDatabase database() {
        return TestDatabase.mariadb();
    }

    @Override
    List<String> script() {
        return List.of();
    }
}
