package dev.aviary.vault;

import dev.aviary.keys.Keys;
import dev.aviary.keys.SealedTable;
import dev.aviary.tenancy.Connections;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the vault. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    TokenVault tokenVault(Keys keys, Connections connections, JdbcClient jdbc, Clock clock) {
        return new SealedTokenVault(keys, connections, new JdbcTokenRows(jdbc, clock));
    }

    /** Tokens take part in the rotation of keys. */
    @Bean
    SealedTable sealedTokens() {
        return SealedTable.of(JdbcTokenRows.TABLE, "connection_id");
    }
}
