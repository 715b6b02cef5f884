package dev.aviary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.aviary.vault.AccessToken;
import java.util.Set;
import org.springframework.context.annotation.Bean;

/** Rules that Modulith does not know. */
final class ArchitectureRules {

    /** A call that makes a test depend on the hour or on luck. Overloads that take a {@code Clock} have parameters and are fine. */
    private static final Set<String> WITHOUT_PARAMETERS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.Date.<init>",
            "java.util.Random.<init>");

    private static final Set<String> IN_ANY_FORM =
            Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep", "java.time.Clock.system");

    /** Where real time enters beside @Bean methods. */
    private static final Set<String> SOURCES = Set.of(
            // A tool is made by the service loader, which injects nothing: it brings its own clock.
            "dev.aviary.sandbox.SandboxTool",
            // The constant that is handed in.
            "dev.aviary.finch.Sleeper",
            // A scan that needs no installation starts no context that would inject a clock.
            "dev.aviary.cli.ScanCommand",
            // A person at a terminal waits in real time.
            "dev.aviary.cli.JobsCommand");

    static final ArchRule INJECTED_TIME_AND_RANDOMNESS = classes()
            .should(getTimeAndRandomnessFromOutside())
            .because("time, waiting, ids and randomness come in through the constructor, from a @Bean method");

    static final ArchRule TOKENS_STAY_WHERE_THEY_ARE_LENT_TO = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.aviary.vault", "dev.aviary.finch", "dev.aviary.lifecycle", "dev.aviary.sync", "dev.aviary.cli")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(AccessToken.class)
            .because("a token in the clear lives between the vault and the Authorization header");

    static final ArchRule NO_PUBLIC_CLASS_TOUCHES_JDBC = noClasses()
            .that()
            .arePublic()
            .and()
            .doNotImplement(SQLExceptionOverride.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("a room shows what it means, not how it is stored");

    private ArchitectureRules() {}

    private static ArchCondition<JavaClass> getTimeAndRandomnessFromOutside() {
        return new ArchCondition<>("get time and randomness from outside") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getCodeUnitAccessesFromSelf().stream()
                        .filter(access -> isForbidden(access)
                                && !SOURCES.contains(item.getFullName())
                                && !access.getOrigin().isAnnotatedWith(Bean.class))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    private static boolean isForbidden(JavaCodeUnitAccess<?> access) {
        var target = access.getTarget();
        var name = target.getOwner().getFullName() + "." + target.getName();
        return IN_ANY_FORM.contains(name)
                || (WITHOUT_PARAMETERS.contains(name)
                        && target.getRawParameterTypes().isEmpty());
    }
}
