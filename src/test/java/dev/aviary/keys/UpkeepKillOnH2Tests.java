package dev.aviary.keys;

import java.util.Map;

/** The file as the default settings have it, but for the door for other processes. */
class UpkeepKillOnH2Tests extends UpkeepKillContract {

    @Override
    String url() {
        return "jdbc:h2:file:" + home.resolve("aviary").toAbsolutePath() + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE";
    }

    @Override
    Map<String, Integer> kills() {
        return Map.of("rotate", 8, "epoch", 8, "version", 6, "rewrap", 8);
    }
}
