package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.InstallationKeys;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the findings. */
@Configuration(proxyBeanMethods = false)
class FindingsConfiguration {

    @Bean
    FindingRows findingRows(JdbcClient jdbc, Clock clock) {
        return new FindingRows(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    FindingRecorder findingRecorder(
            InstallationKeys keys, FindingRows rows, JdbcClient jdbc, TransactionTemplate transaction) {
        return new JdbcFindingRecorder(new FindingCodes(keys), rows, new ScanBlockRows(jdbc), transaction);
    }

    @Bean
    Findings findings(FindingRows rows, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        return new DecidedFindings(rows, audit, transaction, clock);
    }
}
