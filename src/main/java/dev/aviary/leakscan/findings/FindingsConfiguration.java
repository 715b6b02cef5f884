package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.InstallationKeyUse;
import dev.aviary.keys.InstallationKeys;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TenantFreezes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the findings. */
@Configuration(proxyBeanMethods = false)
class FindingsConfiguration {

    private static final Duration NOTICE_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    FindingRows findingRows(JdbcClient jdbc, Clock clock) {
        return new FindingRows(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    IncidentRows incidentRows(JdbcClient jdbc, Clock clock) {
        return new IncidentRows(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    Incidents incidents(
            IncidentRows rows,
            Tenants tenants,
            TenantFreezes freezes,
            AuditLog audit,
            FindingsProperties settings,
            Clock clock) {
        return new Incidents(rows, tenants, freezes, audit, settings.freeze(), clock);
    }

    @Bean
    FindingRecorder findingRecorder(
            InstallationKeys keys,
            FindingRows rows,
            IncidentRows incidentRows,
            Incidents incidents,
            FindingsProperties settings,
            TransactionTemplate transaction,
            Clock clock) {
        var notices = settings.notice()
                .address()
                .<Notices>map(address -> new WebhookNotices(address, incidentRows, rows, NOTICE_TIMEOUT, clock))
                .orElseGet(NoNotices::new);
        return new JdbcFindingRecorder(new FindingCodes(keys), rows, incidents, notices, transaction);
    }

    @Bean
    Findings findings(
            FindingRows rows, Incidents incidents, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        return new DecidedFindings(rows, incidents, audit, transaction, clock);
    }

    @Bean
    InstallationKeyUse codesOfFindings() {
        return InstallationKeyUse.of(FindingCodes.KEY, "leak_finding");
    }

    /** Nobody is to be told. */
    private static final class NoNotices implements Notices {

        @Override
        public void sendSoon() {
            // There is nobody to tell.
        }

        @Override
        public void send() {
            // There is nobody to tell.
        }
    }
}
