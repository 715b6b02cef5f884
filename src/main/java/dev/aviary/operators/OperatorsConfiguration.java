package dev.aviary.operators;

import dev.aviary.audit.AuditLog;
import dev.aviary.audit.AuditOffice;
import dev.aviary.keys.InstallationKeyUse;
import dev.aviary.keys.InstallationKeys;
import dev.aviary.vault.SecretFingerprints;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the operators. */
@Configuration(proxyBeanMethods = false)
class OperatorsConfiguration {

    @Bean
    Operators operators(
            JdbcClient jdbc,
            InstallationKeys keys,
            AuditLog audit,
            AuditOffice history,
            PlatformTransactionManager transactions,
            SecretFingerprints fingerprints,
            Clock clock) {
        var rows = new OperatorRows(jdbc, clock);
        var transaction = new TransactionTemplate(transactions);
        return new JdbcOperators(
                rows,
                new VouchedAccounts(rows, new AccountCodes(keys), audit, history, transaction),
                audit,
                transaction,
                clock,
                new Secrets(new SecureRandom(), Password.ITERATIONS),
                new IssuedFingerprints(fingerprints),
                UUID::randomUUID);
    }

    /** Accounts from before there were codes need no key. */
    @Bean
    InstallationKeyUse codesOfAccounts() {
        return new InstallationKeyUse(AccountCodes.KEY, "operator_account", "code IS NOT NULL");
    }

    /** The key file that commands act by unless they name another. */
    @Bean
    OperatorKeyFile operatorKeyFile(OperatorProperties settings, @Value("${aviary.home:./data}") String home) {
        return new OperatorKeyFile(settings.keyFile() != null ? settings.keyFile() : Path.of(home, "operator.key"));
    }
}
