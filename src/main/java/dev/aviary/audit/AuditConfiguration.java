package dev.aviary.audit;

import dev.aviary.keys.InstallationKeyUse;
import dev.aviary.keys.InstallationKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the audit log. Touches neither keys nor database nor files before the first use. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(InstallationKeys keys, DataSource database, Clock clock) {
        return new JdbcAuditLog(keys, database, clock);
    }

    @Bean
    AuditOffice auditOffice(
            InstallationKeys keys,
            DataSource database,
            AuditProperties settings,
            @Value("${aviary.home:./data}") String home,
            AuditLog log,
            Clock clock) {
        return office(keys, database, secondPlace(settings, home), log, clock);
    }

    private static CheckpointFiles secondPlace(AuditProperties settings, String home) {
        return new CheckpointFiles(
                settings.checkpointDirectory() != null ? settings.checkpointDirectory() : Path.of(home, "audit"));
    }

    @Bean
    Certificates certificates(InstallationKeys keys, AuditLog log, Clock clock) {
        return new SignedCertificates(new Signer(keys), log, clock);
    }

    @Bean
    CheckpointService checkpointService(
            AuditOffice office,
            InstallationKeys keys,
            AuditProperties settings,
            @Value("${aviary.home:./data}") String home,
            ObjectProvider<MeterRegistry> meters,
            Clock clock) {
        return new CheckpointRounds(
                office,
                new CheckpointAlarms(new Signer(keys), secondPlace(settings, home), clock),
                meters.getIfAvailable(() -> Metrics.globalRegistry),
                settings.checkpointEvery());
    }

    @Bean
    CheckpointDelay checkpointDelay(DataSource database, AuditProperties settings, Clock clock) {
        return new UnsignedEvents(AuditTables.in(database, clock), settings.checkpointEvery());
    }

    @Bean
    InstallationKeyUse lanesOfTheLog() {
        return new InstallationKeyUse(JdbcAuditLog.KEY, "audit_lane", "position > 0");
    }

    @Bean
    InstallationKeyUse eventsOfTheLog() {
        return InstallationKeyUse.of(JdbcAuditLog.KEY, "audit_event");
    }

    @Bean
    InstallationKeyUse signedCheckpoints() {
        return InstallationKeyUse.of(Signer.KEY, "audit_checkpoint");
    }

    @Bean
    InstallationKeyUse signedCertificates() {
        return new InstallationKeyUse(Signer.KEY, "audit_event", "act = '" + AuditAct.CERTIFICATE_ISSUED.name() + "'");
    }

    static AuditOffice office(
            InstallationKeys keys, DataSource database, CheckpointFiles files, AuditLog log, Clock clock) {
        var apart = new TransactionTemplate(new JdbcTransactionManager(database));
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return new LoggedOffice(keys, AuditTables.in(database, clock), files, log, apart);
    }
}
