package dev.aviary.vault;

import dev.aviary.testing.TestDatabase;
import java.util.List;

class VaultOnH2Tests extends VaultContract {

    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }

    @Override
    List<String> script() {
        return jdbc().sql("SCRIPT").query(String.class).list();
    }
}
