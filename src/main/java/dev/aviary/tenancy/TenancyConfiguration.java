package dev.aviary.tenancy;

import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the tables of tenancy; the one place where a tenant's identity is drawn at random. */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

    @Bean
    Tenants tenants(JdbcClient jdbc, Clock clock) {
        return new JdbcTenants(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    Connections connections(JdbcClient jdbc, Clock clock) {
        return new JdbcConnections(jdbc, clock);
    }
}
