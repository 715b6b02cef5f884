package dev.aviary.leakscan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aviary.leakscan.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTests {

    private static final String ACME = """
            rules:
              - id: acme-key
                description: key of Acme
                severity: high
                pattern: 'acme-([a-z0-9]{12})'
                match: ['acme-abc<>def123456']
                ignore: ['acme-']
            """;

    private Path file;

    @BeforeEach
    void name(@TempDir Path directory) {
        file = directory.resolve("own.yml");
    }

    @Test
    void addsARule() throws IOException {
        var detector = read(ACME).detector();

        assertThat(Found.secrets(detector, "x acme-abcdef123456 y")).containsExactly("abcdef123456");
    }

    @Test
    void overridesFieldsOfARule() throws IOException {
        var rules = read("""
                rules:
                  - id: jwt
                    severity: low
                """);

        assertThat(rules.summaries())
                .filteredOn(rule -> rule.id().equals("jwt"))
                .singleElement()
                .matches(rule -> rule.severity() == Severity.LOW);
    }

    @Test
    void switchesARuleOff() throws IOException {
        var rules = read("rules: [{id: card-security-code, enabled: false}]");

        assertThat(Found.rules(rules.detector(), "cvv=" + "123")).isEmpty();
    }

    @Test
    void givesOwnRulesThePlaceBeforeTheShippedOnes() throws IOException {
        var rules = read(ACME.replace("'acme-", "'acme_password="));

        assertThat(Found.rules(rules.detector(), "acme_password=" + "abcdef123456"))
                .containsExactly("acme-key");
    }

    @Test
    void usesPartsOfItsOwnAndThoseShipped() throws IOException {
        var rules = read("parts: {tail: '[0-9]{4}'}\n"
                + ACME.replace("acme-([a-z0-9]{12})", "acme%{gap}([a-z]{6}%{tail})")
                        .replace("acme-abc<>def123456", "acme = abc<>def1234"));

        assertThat(Found.secrets(rules.detector(), "{\"acme\": \"abcdef1234\"}"))
                .containsExactly("abcdef1234");
    }

    @Test
    void refusesAnUnknownField() {
        refuses(ACME + "    patern: x\n", ":8: unknown field 'patern' in a rule; known are before, boundary, check");
    }

    @Test
    void refusesABadPattern() {
        refuses(ACME.replace("{12})", "{12}"), ":5: rule 'acme-key': bad pattern: ')' is missing (character 18)");
    }

    @Test
    void refusesAPatternThatBeginsWithAnything() {
        refuses(ACME.replace("acme-(", "[a-z]{4}("), ":5: rule 'acme-key': bad pattern: the first 4 bytes of a match");
    }

    @Test
    void refusesARuleWithoutExamples() {
        refuses(ACME.replace("    ignore: ['acme-']\n", ""), ":2: rule 'acme-key': has no example in 'ignore'");
    }

    @Test
    void refusesARuleThatDoesNotKeepItsExamples() {
        refuses(ACME.replace("def123456", "def"), ":2: rule 'acme-key': finds nothing in example 1 of 'match'");
        refuses(
                ACME.replace("['acme-']", "['acme-000000000000']"),
                ":2: rule 'acme-key': finds something in example 1");
    }

    @Test
    void refusesAnIdThatStandsTwice() {
        refuses(ACME + ACME.replace("rules:\n", ""), ":8: rule 'acme-key' stands twice in this file");
    }

    @Test
    void refusesAnUnknownCheckSeverityAndShape() {
        refuses(ACME + "    check: [lunh]\n", ":8: rule 'acme-key': there is no check 'lunh'; known are aba,");
        refuses(
                ACME.replace("high", "grave"),
                ":4: rule 'acme-key': 'severity' is 'grave'; it must be one of low, medium");
        refuses(ACME + "    shape: card\n", ":2: rule 'acme-key': needs either 'pattern' or 'shape'");
    }

    @Test
    void refusesAnAllowanceWithoutReasonDateOrLimit() {
        refuses("allow: [{secret: 'x.*', until: 2027-01-01}]", ":1: an allowance needs 'reason'");
        refuses("allow: [{secret: 'x.*', reason: a}]", ":1: an allowance needs 'until'");
        refuses("allow: [{secret: 'x.*', reason: a, until: soon}]", ":1: 'soon' is no date; write it as 2027-01-31");
        refuses("allow: [{reason: a, until: 2027-01-01}]", ":1: an allowance needs 'secret' or 'file'");
        refuses("allow: [{rules: [jwtt], file: x, reason: a, until: 2027-01-01}]", ":1: there is no rule 'jwtt'");
    }

    @Test
    void refusesWhatIsNoYamlOrCannotBeRead() {
        refuses("rules: [", ":1: is not valid YAML");
        assertThatExceptionOfType(RuleFileException.class)
                .isThrownBy(() -> LeakRules.read(Found.CLOCK, file.resolveSibling("missing.yml")))
                .withMessageContaining("missing.yml: cannot be read (there is no such file)");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatExceptionOfType(RuleFileException.class)
                .isThrownBy(() -> read(ACME.replace("high", "grave").replace("{12}", "{999}")))
                .withMessageStartingWith("The leak rules have 2 faults:");
    }

    private LeakRules read(String content) throws IOException {
        Files.writeString(file, content);
        return LeakRules.read(Found.CLOCK, file);
    }

    private void refuses(String content, String fault) {
        assertThatExceptionOfType(RuleFileException.class)
                .isThrownBy(() -> read(content))
                .withMessageContaining(file + fault);
    }
}
