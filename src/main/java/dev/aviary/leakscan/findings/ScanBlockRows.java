package dev.aviary.leakscan.findings;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code leak_scan_block}. */
final class ScanBlockRows {

    private final JdbcClient jdbc;

    ScanBlockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if it was recorded already */
    boolean record(UUID scan, byte[] source, long position) {
        return jdbc.sql(
                                "INSERT IGNORE INTO leak_scan_block (scan_id, source, position) VALUES (:scan, :source, :position)")
                        .param("scan", scan.toString())
                        .param("source", source)
                        .param("position", position)
                        .update()
                == 1;
    }

    void forget(UUID scan) {
        jdbc.sql("DELETE FROM leak_scan_block WHERE scan_id = :scan")
                .param("scan", scan.toString())
                .update();
    }
}
