package dev.aviary.store;

import dev.aviary.keys.SealedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables whose rows are about no individual, or about several, take part in the rotation of the tenant's keys. */
@Configuration(proxyBeanMethods = false)
class StoreSealing {

    @Bean
    SealedTable sealedCompanies() {
        return SealedTable.of(Tables.COMPANY.name(), "connection_id", "entity_id");
    }

    @Bean
    SealedTable sealedPayments() {
        return SealedTable.of(Tables.PAYMENT.name(), "connection_id", "entity_id", "payment_id");
    }

    @Bean
    SealedTable sealedBenefits() {
        return SealedTable.of(Tables.BENEFIT.name(), "connection_id", "entity_id", "benefit_id");
    }
}
