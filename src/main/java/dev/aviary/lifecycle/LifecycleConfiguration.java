package dev.aviary.lifecycle;

import dev.aviary.finch.Finch;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Tenants;
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
    CsvIntake csvIntake(TokenIntake intake) {
        return new CsvIntake(intake);
    }
}
