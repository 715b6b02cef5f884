package dev.aviary.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The ways in which an answer can go wrong on purpose. Those on the wire replace or damage the answer; the others change its data. */
enum FaultKind {
    /** An error of any status; {@code body} is json, none or text. */
    ERROR,
    /** An HTML page with a status, as a proxy would send it. */
    HTML,
    /** A well-formed HTTP answer whose JSON ends in the middle. */
    TRUNCATED,
    /** The connection ends in the middle of the body. */
    CUT,
    /** Waits before it answers. */
    SLOW,
    /** The connection ends without an answer. */
    RESET,
    /** 202 with an empty body. */
    ACCEPTED,
    RATE_LIMITED,
    NULL_ELEMENTS,
    NO_COUNT,
    UNKNOWN_ENUM,
    EXTRA_FIELDS,
    STRING_MANUAL("introspect"),
    UPPER_CASE_CURRENCY,
    /** Every id of people and payments changes before the answer. */
    ID_TURNOVER,
    /** Somebody of the page just served leaves the directory, so that the next page has moved. */
    REMOVE_BETWEEN_PAGES("directory"),
    DUPLICATE_ROWS("directory"),
    MANAGER_CYCLE("directory", "employment"),
    /** Everybody is missing from the directory. */
    EMPTY_DIRECTORY("directory"),
    /** The last {@code every} people are not known for now: neither rows nor count have them. */
    HIDDEN_PEOPLE("directory"),
    /** The directory's count promises more people than come: of each page all past the first {@code every} are left out. */
    SHORT_PAGE("directory"),
    /** Names and other words come far longer than anybody expects. */
    LONG_STRINGS,
    /** Items are left out of a batch's answer without a word. */
    ITEM_UNANSWERED("individual", "employment", "pay-statement"),
    ITEM_PENDING("pay-statement"),
    ITEM_MISSING("individual", "employment", "pay-statement"),
    /** Comes twice, under one id. */
    WEBHOOK_DUPLICATE(Webhooks.ENDPOINT),
    /** Comes after the next one. */
    WEBHOOK_REORDER(Webhooks.ENDPOINT),
    WEBHOOK_BAD_SIGNATURE(Webhooks.ENDPOINT),
    /** Its timestamp is ten minutes old. */
    WEBHOOK_STALE(Webhooks.ENDPOINT);

    private final Set<String> endpoints;

    /** @param endpoints that it can happen to; none for all */
    FaultKind(String... endpoints) {
        this.endpoints = Set.of(endpoints);
    }

    boolean canStrike(String endpoint) {
        return endpoints.isEmpty() || endpoints.contains(endpoint);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FaultKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
