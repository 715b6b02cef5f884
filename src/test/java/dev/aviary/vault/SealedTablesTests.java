package dev.aviary.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aviary.keys.SealedTable;
import dev.aviary.testing.RunningAviary;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No room may forget to let its sealed rows take part in the rotation: what a retired key sealed is lost. */
class SealedTablesTests {

    /** Sealed under the keys of individuals or of the installation, or by the key-encryption key, which no rotation of tenants' keys reaches. */
    private static final Set<String> OTHERWISE = Set.of(
            "directory_entry",
            "individual",
            "employment",
            "income",
            "pay_statement",
            "enrolment",
            "key_check",
            "secret_fingerprint");

    private final RunningAviary aviary = RunningAviary.onH2();

    @Test
    void allTakePartInTheRotation() {
        var sealed = new TreeSet<>(JdbcClient.create(aviary.bean(DataSource.class))
                .sql("SELECT table_name FROM information_schema.columns WHERE column_name = 'sealed'")
                .query(String.class)
                .set());
        sealed.removeAll(OTHERWISE);

        assertThat(aviary.beans(SealedTable.class))
                .extracting(SealedTable::table)
                .containsExactlyInAnyOrderElementsOf(sealed);
    }
}
