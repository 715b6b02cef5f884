package dev.aviary.store;

import dev.aviary.finch.Email;
import dev.aviary.finch.Individual;
import dev.aviary.finch.PhoneNumber;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one address and number of an individual that count as work data. */
final class WorkContacts {

    private WorkContacts() {}

    static @Nullable String email(Individual individual) {
        return first(individual.emails(), Email::data, Email::type);
    }

    static @Nullable String phoneNumber(Individual individual) {
        return first(individual.phoneNumbers(), PhoneNumber::data, PhoneNumber::type);
    }

    /** The first of type {@code work}, exactly, that is not listed again as another type: what is also private is private. */
    private static <C> @Nullable String first(
            List<C> contacts, Function<C, @Nullable String> data, Function<C, @Nullable String> type) {
        return contacts.stream()
                .filter(contact -> "work".equals(type.apply(contact)))
                .map(data)
                .filter(Objects::nonNull)
                .filter(work -> contacts.stream()
                        .noneMatch(
                                other -> !"work".equals(type.apply(other)) && work.equalsIgnoreCase(data.apply(other))))
                .findFirst()
                .orElse(null);
    }
}
