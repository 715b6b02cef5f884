package dev.aviary.leakscan.scan;

import dev.aviary.leakscan.people.PeopleSearch;
import dev.aviary.vault.Fingerprints;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what a scan in an installation needs. */
@Configuration(proxyBeanMethods = false)
class ScanConfiguration {

    private static final int SALT_BYTES = 32;

    @Bean
    InstallationSecrets installationSecrets(Fingerprints fingerprints, PeopleSearch people) {
        var random = new SecureRandom();
        return new InstallationSecrets(fingerprints, people, () -> {
            var salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            return salt;
        });
    }
}
