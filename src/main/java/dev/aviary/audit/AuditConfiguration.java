package dev.aviary.audit;

import dev.aviary.keys.InstallationKeys;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the audit log. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(InstallationKeys keys, DataSource database, Clock clock) {
        return new JdbcAuditLog(keys, database, clock);
    }
}
