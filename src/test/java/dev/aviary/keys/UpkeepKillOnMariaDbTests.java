package dev.aviary.keys;

import dev.aviary.testing.TestDatabase;
import java.util.Map;

class UpkeepKillOnMariaDbTests extends UpkeepKillContract {

    @Override
    String url() {
        return TestDatabase.mariadb().url();
    }

    @Override
    Map<String, Integer> kills() {
        return Map.of("rotate", 8, "epoch", 8, "version", 4, "rewrap", 8);
    }
}
