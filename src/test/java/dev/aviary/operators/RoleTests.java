package dev.aviary.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoleTests {

    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId BIRCH = new TenantId(new UUID(0, 2));

    /** Written out by hand, so that nobody changes the table of the program by mistake. */
    private static final String TABLE = """
                             VIEWER OPERATOR PRIVACY_OFFICER SECURITY ADMIN
            LOOK             yes    yes      yes             yes      yes
            RUN_JOBS         -      yes      -               -        yes
            TAKE_IN_TOKENS   -      yes      -               -        yes
            FREEZE_TENANTS   -      -        -               yes      yes
            MANAGE_KEYS      -      -        -               yes      yes
            READ_AUDIT       -      -        yes             yes      yes
            HANDLE_REQUESTS  -      -        yes             -        yes
            MANAGE_OPERATORS -      -        -               -        yes
            HANDLE_FINDINGS  -      -        -               yes      yes
            """;

    record Pair(Role role, Permission permission, boolean allowed) {}

    static Stream<Pair> pairs() {
        var lines = TABLE.lines().map(line -> line.strip().split(" +")).toList();
        var roles = Arrays.stream(lines.get(0)).map(Role::valueOf).toList();
        var pairs = new ArrayList<Pair>();
        for (var line : lines.subList(1, lines.size())) {
            for (int role = 0; role < roles.size(); role++) {
                pairs.add(new Pair(roles.get(role), Permission.valueOf(line[0]), line[role + 1].equals("yes")));
            }
        }
        return pairs.stream();
    }

    @Test
    void tableNamesEveryPair() {
        assertThat(pairs()).hasSize(Role.values().length * Permission.values().length);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void mayWhatTheTableSays(Pair pair) {
        assertThat(pair.role().may(pair.permission())).isEqualTo(pair.allowed());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isRefusedEverythingElseAndEverythingOutsideItsTenant(Pair pair) {
        for (var about : Arrays.asList(ACME, BIRCH, null)) {
            refuses(operator(pair.role(), null), pair.permission(), about, !pair.allowed());
            refuses(operator(pair.role(), ACME), pair.permission(), about, !pair.allowed() || !ACME.equals(about));
        }
    }

    private static void refuses(Operator operator, Permission permission, TenantId about, boolean refused) {
        if (refused) {
            assertThatThrownBy(() -> operator.require(permission, about)).isInstanceOf(NotPermittedException.class);
        } else {
            assertThatCode(() -> operator.require(permission, about)).doesNotThrowAnyException();
        }
    }

    private static Operator operator(Role role, TenantId tenant) {
        return new Operator(new UUID(0, 3), "bob", role, tenant, true, false, Instant.EPOCH);
    }

    /** The audit log has them: a number that changes changes what is written there already. */
    @Test
    void permissionsKeepTheirNumbers() {
        assertThat(Arrays.stream(Permission.values()).map(each -> each.number() + " " + each.inWords()))
                .containsExactly(
                        "1 look",
                        "2 run jobs",
                        "3 take in tokens",
                        "4 freeze tenants",
                        "5 manage keys",
                        "6 read audit",
                        "7 handle requests",
                        "8 manage operators",
                        "9 handle findings");
    }

    @Test
    void isReadAsPeopleWriteIt() {
        for (var role : Role.values()) {
            assertThat(Role.of(role.word())).isEqualTo(role);
        }
        assertThat(List.of(Role.of("Privacy_Officer"), Role.of("ADMIN")))
                .containsExactly(Role.PRIVACY_OFFICER, Role.ADMIN);
        assertThatThrownBy(() -> Role.of("root")).hasMessageContaining("privacy-officer");
    }
}
