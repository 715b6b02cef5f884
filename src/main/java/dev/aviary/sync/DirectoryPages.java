package dev.aviary.sync;

import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.EntityId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pages of the directory as a run read them. They decide whom to ask for next, and afterwards who has disappeared. */
@Component
class DirectoryPages {

    /**
     * What a page was like, without its ids.
     *
     * @param last whether the reading ended with it
     * @param complete whether everybody whom Finch counts was in it and the pages before it
     */
    record Seen(
            int page,
            int received,
            @Nullable Integer total,
            @Nullable String freshness,
            boolean last,
            boolean complete) {}

    /** An entity whose directory was read to its end. */
    record CompleteRead(ConnectionId connection, EntityId entity) {}

    private final JdbcClient jdbc;

    DirectoryPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(EntityPull pull, Seen seen, List<String> individuals) {
        jdbc.sql("""
                        INSERT INTO sync_directory_page (run_id, connection_id, entity_id, page, individuals, received, total, freshness, last_page, complete)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        pull.task().run(),
                        pull.task().connection().value(),
                        pull.entity().value(),
                        seen.page(),
                        String.join("\n", individuals),
                        seen.received(),
                        seen.total(),
                        seen.freshness(),
                        seen.last(),
                        seen.complete())
                .update();
    }

    List<Seen> seen(EntityPull pull) {
        return jdbc.sql("""
                        SELECT page, received, total, freshness, last_page, complete FROM sync_directory_page
                         WHERE run_id = ? AND connection_id = ? AND entity_id = ? ORDER BY page
                        """)
                .params(
                        pull.task().run(),
                        pull.task().connection().value(),
                        pull.entity().value())
                .query((rs, row) -> new Seen(
                        rs.getInt("page"),
                        rs.getInt("received"),
                        rs.getObject("total", Integer.class),
                        rs.getString("freshness"),
                        rs.getBoolean("last_page"),
                        rs.getBoolean("complete")))
                .list();
    }

    /** All ids of the entity's directory, each once, in Finch's order. */
    Set<String> individuals(long run, ConnectionId connection, EntityId entity) {
        var ids = new java.util.LinkedHashSet<String>();
        jdbc.sql(
                        "SELECT individuals FROM sync_directory_page WHERE run_id = ? AND connection_id = ? AND entity_id = ? ORDER BY page")
                .params(run, connection.value(), entity.value())
                .query(String.class)
                .list()
                .forEach(page -> page.lines().filter(id -> !id.isBlank()).forEach(ids::add));
        return ids;
    }

    List<CompleteRead> complete(long run) {
        return jdbc.sql(
                        "SELECT DISTINCT connection_id, entity_id FROM sync_directory_page WHERE run_id = ? AND complete = TRUE ORDER BY 1, 2")
                .param(run)
                .query((rs, row) -> new CompleteRead(new ConnectionId(rs.getString(1)), new EntityId(rs.getString(2))))
                .list();
    }

    /** Starts the reading of an entity afresh. */
    void forget(EntityPull pull) {
        forget(pull.task().run(), pull.task().connection(), pull.entity());
    }

    void forget(long run, ConnectionId connection, EntityId entity) {
        jdbc.sql("DELETE FROM sync_directory_page WHERE run_id = ? AND connection_id = ? AND entity_id = ?")
                .params(run, connection.value(), entity.value())
                .update();
    }

    /** Drops what runs with nothing left to do have behind; a stopped run keeps its pages until it is restarted. */
    void forgetEndedRuns() {
        jdbc.sql("""
                        DELETE FROM sync_directory_page WHERE NOT EXISTS (
                            SELECT 1 FROM sync_task t WHERE t.run_id = sync_directory_page.run_id AND t.state IN ('PLANNED', 'RUNNING'))
                        """).update();
    }

    static Set<String> difference(Set<String> present, Set<String> read) {
        var absent = new HashSet<>(present);
        absent.removeAll(read);
        return absent;
    }
}
