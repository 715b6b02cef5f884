package dev.aviary.finch;

import dev.aviary.vault.InstallationSecret;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client and its budget as the settings want them. */
@Configuration(proxyBeanMethods = false)
class FinchConfiguration {

    @Bean
    Sleeper finchSleeper() {
        return Sleeper.REAL;
    }

    @Bean
    InstallationSecret clientSecret(FinchSettings settings) {
        return new KnownSecret("client-secret", settings.clientSecret());
    }

    @Bean
    InstallationSecret webhookSecret(FinchSettings settings) {
        return new KnownSecret("webhook-secret", settings.webhookSecret());
    }

    @Bean
    RequestBudget requestBudget(FinchSettings settings, DataSource database, Clock clock, Sleeper sleeper) {
        if (!settings.limits().enabled()) {
            return new UnlimitedBudget(clock);
        }
        return new JdbcRequestBudget(
                database,
                clock,
                sleeper,
                settings.limits(),
                settings.timeout().plus(settings.connectTimeout()),
                UUID.randomUUID().toString());
    }

    @Bean
    Finch finch(FinchSettings settings, RequestBudget budget, Clock clock, Sleeper sleeper) {
        return client(settings, budget, clock, sleeper);
    }

    static Finch client(FinchSettings settings, RequestBudget budget, Clock clock, Sleeper sleeper) {
        var retries = new Retries(() -> ThreadLocalRandom.current().nextLong());
        return new HttpFinch(
                Wire.to(settings.baseUrl(), settings.connectTimeout(), settings.timeout()),
                new Calls(budget, retries, clock, sleeper),
                new Knock(Wire.to(settings.baseUrl(), settings.connectTimeout(), Knock.PATIENCE), clock),
                new ClientCredentials(settings.clientId(), settings.clientSecret()));
    }
}
