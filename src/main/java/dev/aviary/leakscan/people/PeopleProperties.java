package dev.aviary.leakscan.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What else the leak scan looks for.
 *
 * @param people whether it looks for SSNs and private e-mail addresses of the people of the store
 */
@ConfigurationProperties("aviary.leakscan")
record PeopleProperties(@DefaultValue("true") boolean people) {}
