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
        return Map.of("rotate", 6, "epoch", 4, "rewrap", 3);
    }
}
