package dev.aviary;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Holds the program to the rules that Modulith does not know, and the rules to their promise that they can fail. */
class ArchitectureTests {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter(java.util.List.of(new ImportOption.DoNotIncludeTests())).importPackages("dev.aviary");
    private static final JavaClasses CROOKED = new ClassFileImporter().importPackages("dev.crooked");

    @Test
    void timeAndRandomnessAreInjected() {
        ArchitectureRules.INJECTED_TIME_AND_RANDOMNESS.check(PROGRAM);
    }

    @Test
    void tokensStayWhereTheyAreLentTo() {
        ArchitectureRules.TOKENS_STAY_WHERE_THEY_ARE_LENT_TO.check(PROGRAM);
    }

    @Test
    void noPublicClassTouchesJdbc() {
        ArchitectureRules.NO_PUBLIC_CLASS_TOUCHES_JDBC.check(PROGRAM);
    }

    @Test
    void noticesEveryReadingOfTimeAndRandomness() {
        assertThat(violations(ArchitectureRules.INJECTED_TIME_AND_RANDOMNESS))
                .contains(
                        "ClockReader.instant()",
                        "ClockReader.today()",
                        "ClockReader.millis()",
                        "ClockReader.nanosByReference()",
                        "ClockReader.idInLambda()",
                        "ClockReader.nap()");
    }

    @Test
    void noticesAStrayToken() {
        assertThat(violations(ArchitectureRules.TOKENS_STAY_WHERE_THEY_ARE_LENT_TO))
                .contains("dev.crooked.clocks.TokenKeeper");
    }

    @Test
    void noticesPublicJdbc() {
        assertThat(violations(ArchitectureRules.NO_PUBLIC_CLASS_TOUCHES_JDBC))
                .contains("dev.crooked.clocks.PublicJdbc");
    }

    private static String violations(ArchRule rule) {
        return String.join("\n", rule.evaluate(CROOKED).getFailureReport().getDetails());
    }
}
