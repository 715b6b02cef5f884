package dev.aviary.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The choices that Finch's documentation leaves open (finch-api 11). The first value is the default; {@code #} stands for any number. */
enum Switch {
    VERSION_HEADER("required", "lenient"),
    BATCH_CAPS("on", "unlimited"),
    STATEMENT_PAGES("on", "all"),
    SEVERAL_ENTITIES("refuse", "accept"),
    MISSING_ENTITY("refuse", "first"),
    FOREIGN_ENTITY("404", "403"),
    MISSING_PARAMETER("401", "400"),
    RATE_LIMIT("sliding", "fixed", "off"),
    RATE_LIMIT_COUNTS("all", "successes"),
    IP_LIMIT("on", "off"),
    RETRY_AFTER("off", "on"),
    AFTER_DISCONNECT("invalid_token_error", "unauthorized_request_error", "reauthenticate_user"),
    SECOND_DISCONNECT("401", "200"),
    PROCESSING_BODY("empty", "json"),
    NO_ACCOUNT_SETUP("401", "202"),
    STATEMENTS_PENDING("0", "#"),
    BENEFIT_INDIVIDUALS_STATUS("207", "200"),
    TOKEN_SHAPE("uuid", "opaque", "long"),
    FRESHNESS_RESULT("on", "off"),
    REFRESHES_PER_HOUR("1", "#");

    private final List<String> values;

    Switch(String... values) {
        this.values = List.of(values);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String standard() {
        return values.get(0);
    }

    boolean allows(String value) {
        return values.contains(value) || (values.contains("#") && value.matches("\\d{1,6}"));
    }

    String allowed() {
        return String.join("|", values).replace("#", "any number");
    }

    static Optional<Switch> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
