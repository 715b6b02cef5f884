package dev.aviary.keys;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the keys. Touches neither file nor database before the first use, so that {@code aviary doctor} can report what is wrong with them. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean
    KeysetRows keysetRows(DataSource database, Clock clock) {
        return new KeysetRows(database, clock);
    }

    @Bean
    KekProviders kekProviders(
            KeysProperties settings, KeyServiceSettings services, @Value("${aviary.home:./data}") String home) {
        var file = settings.file() != null ? settings.file() : Path.of(home, "keys", "kek.json");
        return new KekProviders(new LocalKeys(file), KeyServices.of(services));
    }

    @Bean
    KeyEncryptionKey keyEncryptionKey(KeysProperties settings, KekProviders providers, KeysetRows rows) {
        return new KeyEncryptionKey(settings.kek(), providers, rows);
    }

    @Bean
    TinkKeys keys(KeyEncryptionKey root, KeysetRows rows, DataSource database, KeysProperties settings, Clock clock) {
        var recent = new RecentTenants(settings.cachedTenants(), settings.cachedFor(), clock);
        return new TinkKeys(root, rows, new IndividualKeyRows(database, clock), recent);
    }

    @Bean
    InstallationKeys installationKeys(KeyEncryptionKey root, DataSource database, Clock clock) {
        return new TinkInstallationKeys(root, new InstallationKeyRows(database, clock));
    }

    @Bean
    KeyCheckUp keyCheckUp(KeyEncryptionKey root, KeysetRows rows, TinkKeys keys) {
        return new TinkKeyCheckUp(root, rows, keys);
    }
}
