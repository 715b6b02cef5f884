package dev.aviary.leakscan.people;

import dev.aviary.store.KnownPeople;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the search for people. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

    @Bean
    PeopleSearch peopleSearch(KnownPeople people, PeopleProperties settings) {
        return new PeopleSearch(people, settings.people());
    }
}
