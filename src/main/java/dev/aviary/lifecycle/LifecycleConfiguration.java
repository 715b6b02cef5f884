package dev.aviary.lifecycle;

import dev.aviary.audit.AuditLog;
import dev.aviary.finch.Finch;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.TokenVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the intake. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean
    TokenIntake tokenIntake(
            Tenants tenants,
            Connections connections,
            TokenVault vault,
            Finch finch,
            PlatformTransactionManager transactions) {
        return new TokenIntake(tenants, connections, vault, finch, new TransactionTemplate(transactions));
    }

    @Bean
    CodeExchange codeExchange(
            TokenIntake intake,
            Tenants tenants,
            Connections connections,
            TenantFreezes freezes,
            TokenVault vault,
            Finch finch,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        return new TokenExchange(
                intake, tenants, connections, freezes, vault, finch, audit, new TransactionTemplate(transactions));
    }

    @Bean
    CsvIntake csvIntake(TokenIntake intake) {
        return new CsvIntake(intake);
    }
}
