package dev.aviary.leakscan.reading;

import dev.aviary.keys.InstallationKeys;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the reading positions. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    @Bean
    Readings readings(InstallationKeys keys, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new KnownReadings(
                new ReadingTools(new ContentCodes(keys), new ReadTextRows(jdbc), transaction, UUID::randomUUID, clock));
    }
}
