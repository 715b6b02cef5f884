package dev.aviary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTests {

    @Test
    void bringsARealMariaDb() {
        var version = JdbcClient.create(TestDatabase.mariadb().dataSource())
                .sql("SELECT VERSION()")
                .query(String.class)
                .single();

        assertThat(version).contains("MariaDB");
    }

    @Test
    void givesEveryTestItsOwnDatabase() {
        assertThat(TestDatabase.h2().url()).isNotEqualTo(TestDatabase.h2().url());
    }
}
