package dev.aviary.leakscan.findings;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.InstallationKeyUse;
import dev.aviary.keys.InstallationKeys;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TenantFreezes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSender;
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
            Incidents incidents,
            Notices notices,
            TransactionTemplate transaction) {
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

    /** All that are set. */
    @Bean
    Notices notices(
            FindingsProperties settings,
            ObjectProvider<MailSender> mail,
            IncidentRows incidents,
            FindingRows findings,
            Clock clock) {
        var notice = settings.notice();
        var channels = new ArrayList<Channel>();
        notice.address().ifPresent(address -> channels.add(new WebhookChannel(address, NOTICE_TIMEOUT)));
        if (notice.mailFrom() != null) {
            var sender = Optional.ofNullable(mail.getIfAvailable()).orElseThrow(NoMailServerException::new);
            channels.add(new MailChannel(sender, notice.mailFrom(), notice.mailTo()));
        }
        return new AllNotices(channels.stream()
                .map(channel -> (Notices) new PendingNotices(channel, incidents, findings, clock))
                .toList());
    }

    private record AllNotices(List<Notices> each) implements Notices {

        @Override
        public void sendSoon() {
            each.forEach(Notices::sendSoon);
        }

        @Override
        public void send() {
            each.forEach(Notices::send);
        }
    }
}
