package dev.aviary.leakscan.tables;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is searched in databases. */
@Configuration(proxyBeanMethods = false)
class TablesConfiguration {

    @Bean
    TableTexts tableTexts(DataSource database, TablesProperties settings) {
        return new OwnAndQueriedTables(database, settings.queries());
    }
}
