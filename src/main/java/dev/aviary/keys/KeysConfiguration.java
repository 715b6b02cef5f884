package dev.aviary.keys;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
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
        return new KeyEncryptionKey(settings.kek(), settings.formerKeks(), providers, rows);
    }

    @Bean
    EpochKeys epochKeys(KeysProperties settings, @Value("${aviary.home:./data}") String home) {
        return new EpochKeys(settings.epochs() != null ? settings.epochs() : Path.of(home, "keys", "epochs"));
    }

    @Bean
    IndividualKeyRows individualKeyRows(DataSource database, Clock clock) {
        return new IndividualKeyRows(database, clock);
    }

    @Bean
    CoarseTime keysetTime(Clock clock) {
        return new CoarseTime(clock);
    }

    @Bean
    TinkKeys keys(
            KeyEncryptionKey root,
            KeysetRows rows,
            IndividualKeyRows individuals,
            EpochKeys epochs,
            ObjectProvider<SealedTable> tables,
            KeysProperties settings,
            DataSource database,
            Clock clock,
            KeysetTime keysetTime) {
        var uses = new TenantKeyUses(database, () -> tables.stream().toList());
        var age = settings.cachedFor().minus(CoarseTime.LAG);
        var recent = new RecentTenants<TinkTenantKeys>(settings.cachedTenants(), age, clock, keysetTime);
        return new TinkKeys(root, rows, individuals, epochs, uses, recent);
    }

    @Bean
    Epochs epochs(
            KeyEncryptionKey root,
            KeysetRows rows,
            IndividualKeyRows individuals,
            EpochKeys files,
            TinkKeys keys,
            DataSource database) {
        return new Epochs(root, rows, individuals, files, keys, database);
    }

    @Bean
    KeyUpkeep keyUpkeep(
            KeyEncryptionKey root,
            KeysetRows rows,
            TinkKeys keys,
            Epochs epochs,
            ObjectProvider<SealedTable> tables,
            KekProviders providers,
            DataSource database,
            Clock clock) {
        var resealing = new Resealing(tables.stream().toList(), database);
        var rotation = new TenantRotation(root, rows, keys, resealing, epochs, database, clock);
        var installation = new InstallationKeyRows(database, clock);
        var rewrap = new Rewrap(root, providers, rows, installation, epochs, keys, database, clock);
        return new TinkKeyUpkeep(rows, rotation, epochs, rewrap, providers);
    }

    @Bean
    KeyExports keyExports(KeyEncryptionKey root, EpochKeys epochs, DataSource database, Clock clock) {
        var rows = new KeyExportRows(database);
        return new TinkKeyExports(root, rows, epochs, new KeyRestore(root, rows, epochs, database), clock);
    }

    @Bean
    InstallationKeyUses installationKeyUses(DataSource database, ObjectProvider<InstallationKeyUse> uses) {
        return new InstallationKeyUses(database, () -> uses.stream().toList());
    }

    @Bean
    InstallationKeys installationKeys(
            KeyEncryptionKey root, InstallationKeyUses uses, DataSource database, Clock clock) {
        return new TinkInstallationKeys(root, new InstallationKeyRows(database, clock), uses);
    }

    @Bean
    KeyCheckUp keyCheckUp(
            KeyEncryptionKey root,
            KeysetRows rows,
            TinkKeys keys,
            InstallationKeyUses uses,
            DataSource database,
            Clock clock) {
        return new TinkKeyCheckUp(root, rows, keys, new InstallationKeyRows(database, clock), uses);
    }
}
