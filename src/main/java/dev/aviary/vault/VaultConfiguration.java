package dev.aviary.vault;

import dev.aviary.audit.AuditLog;
import dev.aviary.keys.InstallationKeyUse;
import dev.aviary.keys.InstallationKeys;
import dev.aviary.keys.Keys;
import dev.aviary.keys.SealedTable;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the vault. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    TokenSeals tokenSeals(Keys keys, VaultProperties settings, @Value("${aviary.home:./data}") String home) {
        var versions = settings.versions() != null ? settings.versions() : Path.of(home, "vault", "versions");
        return new TokenSeals(keys, new NewestVersions(versions));
    }

    @Bean
    SealedTokenVault tokenVault(
            TokenSeals seals,
            Connections connections,
            JdbcClient jdbc,
            FingerprintKeeper fingerprints,
            CountedUses uses,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        return new SealedTokenVault(
                seals, connections, new JdbcTokenRows(jdbc, clock), fingerprints, uses, audit, transaction);
    }

    @Bean
    CountedUses tokenUses(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            AuditLog audit,
            ObjectProvider<MeterRegistry> meters,
            VaultProperties settings,
            Clock clock) {
        var events = new UseEvents(audit, meters.getIfAvailable(() -> Metrics.globalRegistry));
        return new CountedUses(new JdbcTokenUses(jdbc, clock), events, apart(transactions), settings, clock);
    }

    @Bean
    JdbcFingerprintRows fingerprintRows(JdbcClient jdbc, Clock clock) {
        return new JdbcFingerprintRows(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    JdbcSecretFingerprintRows secretFingerprintRows(JdbcClient jdbc, Clock clock) {
        return new JdbcSecretFingerprintRows(jdbc, clock, UUID::randomUUID);
    }

    @Bean
    SealedSecretFingerprints secretFingerprints(
            InstallationKeys keys, FingerprintMaker maker, JdbcSecretFingerprintRows rows) {
        return new SealedSecretFingerprints(keys, maker, rows);
    }

    @Bean
    FingerprintMaker fingerprintMaker(InstallationKeys keys) {
        return new FingerprintMaker(keys);
    }

    @Bean
    FingerprintKeeper fingerprintKeeper(Keys keys, FingerprintMaker maker, JdbcFingerprintRows rows) {
        return new FingerprintKeeper(keys, maker, rows);
    }

    @Bean
    Fingerprints fingerprints(
            FingerprintKeeper keeper,
            FingerprintMaker maker,
            JdbcFingerprintRows rows,
            JdbcSecretFingerprintRows secretRows,
            SealedSecretFingerprints secrets,
            SealedTokenVault vault,
            List<InstallationSecret> others,
            VaultProperties settings,
            Clock clock) {
        return new SealedFingerprints(
                keeper, maker, rows, secretRows, secrets, vault, others, settings.retiredFingerprints(), clock);
    }

    @Bean
    TenantFreezes tenantFreezes(
            JdbcClient jdbc, Tenants tenants, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        return new JdbcTenantFreezes(jdbc, tenants, audit, transaction, clock);
    }

    static TransactionTemplate apart(PlatformTransactionManager transactions) {
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return apart;
    }

    /** Tokens take part in the rotation of keys. */
    @Bean
    SealedTable sealedTokens() {
        return SealedTable.ofVersions(JdbcTokenRows.TABLE, "version", "connection_id");
    }

    @Bean
    SealedTable sealedRetiredTokens() {
        return SealedTable.ofVersions(JdbcTokenRows.RETIRED, "version", "connection_id");
    }

    @Bean
    SealedTable sealedFingerprints() {
        return SealedTable.of(JdbcFingerprintRows.TABLE, "connection_id", "fingerprint_id");
    }

    @Bean
    InstallationKeyUse fingerprintsOfTokens() {
        return InstallationKeyUse.of(FingerprintMaker.KEY, JdbcFingerprintRows.TABLE);
    }

    @Bean
    InstallationKeyUse fingerprintsOfOtherSecrets() {
        return InstallationKeyUse.of(FingerprintMaker.KEY, JdbcSecretFingerprintRows.TABLE);
    }

    @Bean
    InstallationKeyUse sealedFingerprintsOfOtherSecrets() {
        return InstallationKeyUse.of(SealedSecretFingerprints.KEY, JdbcSecretFingerprintRows.TABLE);
    }
}
