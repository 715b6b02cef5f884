package dev.aviary.sync;

import static dev.aviary.tenancy.ConnectionState.CONNECTED;
import static dev.aviary.tenancy.ConnectionState.MISSING_PRODUCT;
import static dev.aviary.tenancy.ConnectionState.NEW;
import static dev.aviary.tenancy.ConnectionState.PROCESSING;
import static dev.aviary.tenancy.ConnectionState.TOKEN_DEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aviary.jobs.JobRun;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.Connections;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator.Link;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.TokenUse;
import dev.aviary.vault.TokenUses;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever keeps a connection from being read is told by its own state and cause, and keeps no other from being read. */
abstract class StatesContract extends Night {

    StatesContract(RunningAviary aviary) {
        super(aviary);
    }

    @ParameterizedTest
    @CsvSource({
        "reauth, REAUTH, LATE, reauthenticate_user",
        "error_no_account_setup, ACCOUNT_SETUP_REQUIRED, LATE, account_setup_required",
        "error_permissions, NO_PERMISSION, LATE, insufficient_account_permissions",
        "pending, PROCESSING, WAITING, pending",
        "processing, PROCESSING, WAITING, processing"
    })
    void tellsWhatFinchSaysOfTheConnection(String status, ConnectionState state, TaskState task, String cause) {
        var link = connected(3, ALL);
        var healthy = connected(3, ALL);
        finch.change(link, Map.of("status", status));

        var run = sync();

        stands(run, link, task, state, cause);
        stands(run, healthy, TaskState.DONE, CONNECTED, null);
        assertThat(run.exitCode()).isEqualTo(task.isTrouble() ? "COMPLETED_WITH_TROUBLE" : "COMPLETED");
        assertThat(count("directory_entry", healthy)).isEqualTo(3);
        assertThat(count("directory_entry", link)).isZero();

        finch.change(link, Map.of("status", "connected"));
        var next = sync();
        stands(next, link, TaskState.DONE, CONNECTED, null);
        assertThat(count("directory_entry", link)).isEqualTo(3);
        assertThat(next.exitCode()).isEqualTo("COMPLETED");
    }

    @Test
    void opensNoTokenOfAFrozenTenantAndGoesOnWithTheOthers() {
        var link = connected(3, ALL);
        var freezes = aviary.bean(TenantFreezes.class);
        freezes.freeze(tenant.id());

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.LATE);
        assertThat(line(run, link).cause()).isEqualTo("tenant_frozen");
        assertThat(connection(link).state()).isEqualTo(NEW);
        assertThat(run.exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");
        assertThat(finch.requests(link, "introspect")).isEmpty();

        freezes.thaw(tenant.id());
        stands(sync(), link, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void countsWhatItOpensUnderTheRun() {
        var link = connected(3, ALL);

        var run = sync();

        assertThat(aviary.bean(TokenUses.class).of(new ConnectionId(link.connection())))
                .allMatch(use -> use.occasion().run() == run.run())
                .extracting(use -> use.occasion().purpose(), TokenUse::openings)
                .contains(tuple(Purpose.INTROSPECT, 1L))
                .anySatisfy(use -> assertThat(use.toList().get(0)).isEqualTo(Purpose.SYNC_READ));
    }

    @ParameterizedTest
    @CsvSource({
        "401, reauthenticate_user, REAUTH",
        "401, account_setup_required, ACCOUNT_SETUP_REQUIRED",
        "403, insufficient_account_permissions, NO_PERMISSION",
        "401, invalid_token_error, TOKEN_DEAD"
    })
    void tellsWhatFinchSaysInTheMiddleOfReading(int status, String word, ConnectionState state) {
        var link = connected(12, ALL);
        fault(link, "kind", "error", "endpoint", "employment", "status", status, "name", "error", "finch_code", word);

        var run = sync();

        stands(run, link, TaskState.LATE, state, word);
        assertThat(count("individual", link)).isEqualTo(12);
        assertThat(count("employment", link)).isZero();
    }

    @Test
    void waitsForDataThatFinchHasNotGotYet() {
        var link = connected(3, ALL);
        fault(link, "kind", "accepted", "endpoint", "directory", "times", 1);

        stands(sync(), link, TaskState.WAITING, PROCESSING, "data_not_there_yet");
        assertThat(connection(link).lastSuccess()).isNull();
        stands(sync(), link, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void readsTheRestWhenOneProductIsNotThereYet() {
        var link = connected(3, ALL);
        fault(link, "kind", "accepted", "endpoint", "individual", "times", 1);

        stands(sync(), link, TaskState.WAITING, PROCESSING, "data_not_there_yet");
        assertThat(count("employment", link)).isEqualTo(3);
        stands(sync(), link, TaskState.DONE, CONNECTED, null);
        assertThat(count("individual", link)).isEqualTo(3);
    }

    @Test
    void tellsAProductThatWasNotGranted() {
        var link = connected(3, "company", "directory", "individual", "employment", "pay_statement");

        var run = sync();

        stands(run, link, TaskState.DONE, MISSING_PRODUCT, "payment");
        assertThat(line(run, link).missing()).isEqualTo("payment");
        assertThat(count("employment", link)).isEqualTo(3);
        assertThat(finch.requests(link, "payment")).isEmpty();
    }

    @Test
    void tellsAProductThatIsRefusedThoughGranted() {
        var link = connected(3, ALL);
        fault(
                link,
                "kind",
                "error",
                "endpoint",
                "individual",
                "status",
                403,
                "name",
                "insufficient_scope_error",
                "finch_code",
                "insufficient_scope_error");

        var run = sync();

        stands(run, link, TaskState.DONE, MISSING_PRODUCT, "individual");
        assertThat(count("employment", link)).isEqualTo(3);
        assertThat(count("pay_statement", link)).isPositive();
    }

    @Test
    void tellsAnEndpointThatTheProviderDoesNotOffer() {
        var link = connected(3, ALL);
        fault(link, "kind", "error", "endpoint", "payment", "status", 501);

        stands(sync(), link, TaskState.DONE, MISSING_PRODUCT, "payment");
        assertThat(count("employment", link)).isEqualTo(3);
    }

    @Test
    void doesNotMissBenefitsThatTheProviderDoesNotOffer() {
        var link = finch.connect("gusto", "assisted", 3, allProducts());
        aviary.take(tenant, link);
        finch.change(link, Map.of("status", "connected"));

        stands(sync(), link, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void takesADeadTokenForDeadAndDoesNotUseItAgain() {
        var link = connected(3, ALL);
        var healthy = connected(3, ALL);
        finch.bearer("POST", "/disconnect", link, null);

        var run = sync();
        stands(run, link, TaskState.LATE, TOKEN_DEAD, "invalid_token_error");
        stands(run, healthy, TaskState.DONE, CONNECTED, null);
        assertThat(run.exitCode()).isEqualTo("COMPLETED_WITH_TROUBLE");

        finch.forgetRequests();
        var next = nextSync();
        assertThat(line(next, link).state()).isEqualTo(TaskState.LATE);
        assertThat(line(next, link).cause()).isEqualTo("token_dead");
        assertThat(connection(link).state()).isEqualTo(TOKEN_DEAD);
        assertThat(line(next, link).requests()).isZero();
    }

    @Test
    void recordsAConnectionWithoutAToken() {
        var link = finch.connect("gusto", "oauth", 3, ALL);
        aviary.bean(Connections.class).register(new ConnectionId(link.connection()), tenant.id());
        var healthy = connected(3, ALL);

        var run = sync();

        stands(run, link, TaskState.FAILED, NEW, null);
        assertThat(line(run, link).cause()).isEqualTo("no_token");
        stands(run, healthy, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void recordsATokenThatWasTamperedWith() {
        var link = connected(3, ALL);
        var healthy = connected(3, ALL);
        aviary.sql()
                .sql(
                        "UPDATE access_token SET sealed = (SELECT t.sealed FROM (SELECT * FROM access_token) t WHERE t.connection_id = ?) WHERE connection_id = ?")
                .params(healthy.connection(), link.connection())
                .update();

        var run = sync();

        stands(run, link, TaskState.FAILED, NEW, null);
        assertThat(line(run, link).cause()).isEqualTo("key_or_seal");
        assertThat(finch.requests(link, "introspect")).isEmpty();
        stands(run, healthy, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void readsNothingOfAConnectionThatWasMovedToAnotherTenant() {
        var link = connected(3, ALL);
        var healthy = connected(3, ALL);
        var stranger = aviary.newTenant();
        aviary.sql()
                .sql("UPDATE connection SET tenant_id = ? WHERE connection_id = ?")
                .params(stranger.id().toString(), link.connection())
                .update();
        finch.forgetRequests();

        var run = aviary.sync(stranger);

        assertThat(line(run, link).state()).isEqualTo(TaskState.FAILED);
        assertThat(line(run, link).cause()).isEqualTo("token_of_another_tenant");
        assertThat(finch.requests(link, "introspect")).isEmpty();
        assertThat(count("individual", link)).isZero();
        assertThat(count("individual_key", link)).isZero();
        stands(sync(), healthy, TaskState.DONE, CONNECTED, null);
    }

    @Test
    void refusesTheTokenOfAnotherConnection() {
        var link = connected(3, ALL);
        var other = finch.connect("bamboo_hr", "oauth", 5, PAYROLL);
        aviary.seal(tenant, link, other.token());

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.FAILED);
        assertThat(line(run, link).cause()).isEqualTo("token_of_another_connection");
        assertThat(connection(link).provider()).isNull();
        assertThat(connection(link).products()).isEmpty();
        assertThat(connection(link).entities()).isEmpty();
        assertThat(count("directory_entry", link)).isZero();
    }

    @Test
    void readsTheOtherEntitiesWhenOneIsNotConnected() {
        var link = finch.demo(2);
        finch.change(link, Map.of("products", java.util.List.of("company", "directory")));
        finch.bearer("POST", "/disconnect-entity", link, Map.of("entity_ids", java.util.List.of(link.entity())));
        aviary.take(tenant, link);

        var run = sync();

        assertThat(line(run, link).state()).isEqualTo(TaskState.DONE);
        assertThat(line(run, link).warning()).isEqualTo("entity_not_connected");
        assertThat(count("company", link)).isEqualTo(2);
        assertThat(column("entity_id", "directory_entry", link, "1 = 1"))
                .hasSize(335)
                .doesNotContain(link.entity());
    }

    private static String[] allProducts() {
        return new String[] {"company", "directory", "individual", "employment", "payment", "pay_statement", "benefits"
        };
    }

    private void stands(JobRun run, Link link, TaskState task, ConnectionState state, @Nullable String cause) {
        assertThat(run.status()).isEqualTo("COMPLETED");
        assertThat(line(run, link).state()).isEqualTo(task);
        assertThat(connection(link).state()).isEqualTo(state);
        assertThat(connection(link).stateCause()).isEqualTo(cause);
        if (task != TaskState.DONE && task != TaskState.FAILED) {
            assertThat(line(run, link).cause()).isEqualTo(cause);
        }
    }
}
