package dev.aviary.lifecycle;

import static dev.aviary.lifecycle.TakenIn.Outcome.ADDED;
import static dev.aviary.lifecycle.TakenIn.Outcome.TOKEN_REPLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.finch.ConnectCode;
import dev.aviary.tenancy.Connection;
import dev.aviary.tenancy.ConnectionId;
import dev.aviary.tenancy.ConnectionState;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.tenancy.Tenant;
import dev.aviary.testing.RunningAviary;
import dev.aviary.testing.Simulator;
import dev.aviary.vault.AccessToken;
import dev.aviary.vault.FrozenException;
import dev.aviary.vault.Occasion;
import dev.aviary.vault.Purpose;
import dev.aviary.vault.TenantFreezes;
import dev.aviary.vault.TokenVault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an employer's consent to a token in the vault, against the simulator, over HTTP. */
abstract class ExchangeContract {

    private static final String[] PRODUCTS = {"company", "directory"};

    private final RunningAviary aviary;
    private final Simulator finch;
    private Tenant tenant;

    ExchangeContract(RunningAviary aviary) {
        this.aviary = aviary;
        this.finch = aviary.finch();
    }

    @BeforeEach
    void begin() {
        finch.noFaults();
        finch.forgetRequests();
        tenant = aviary.newTenant();
    }

    @Test
    void putsANewConnectionOnRecordWithItsToken() {
        var exchanged = exchange(finch.consent("cust-1", null, PRODUCTS), null);

        assertThat(exchanged.confirmed()).isTrue();
        assertThat(exchanged.taken().outcome()).isEqualTo(ADDED);
        var connection = connection(exchanged);
        assertThat(connection.tenant()).isEqualTo(tenant.id());
        assertThat(connection.provider()).isEqualTo("gusto");
        assertThat(connection.products()).containsExactlyInAnyOrder(PRODUCTS);
        assertThat(connection.entities()).hasSize(1).allMatch(entity -> entity.name() != null);
        assertThat(acts(connection.id().value())).containsExactly("TOKEN_SEALED", "CODE_EXCHANGED");
        assertThat(aviary.sync(tenant).exitCode()).isEqualTo("COMPLETED");
    }

    @Test
    void keepsTheConnectionAndRetiresTheOldTokenWhenTheEmployerSignsInAgain() {
        var link = finch.connect("gusto", "oauth", 3, PRODUCTS);
        aviary.take(tenant, link);
        finch.change(link, Map.of("status", "reauth"));
        aviary.sync(tenant);

        var exchanged = exchange(finch.reauthenticate(link), null);

        assertThat(exchanged.confirmed()).isTrue();
        assertThat(exchanged.taken().outcome()).isEqualTo(TOKEN_REPLACED);
        assertThat(exchanged.taken().connection().value()).isEqualTo(link.connection());
        assertThat(held(link.connection())).isNotEqualTo(link.token());
        assertThat(retired(link.connection())).isZero();
        assertThat(acts(link.connection()))
                .containsExactly("TOKEN_SEALED", "TOKEN_REPLACED", "CODE_EXCHANGED", "RETIRED_TOKEN_DESTROYED");
        aviary.sync(tenant);
        assertThat(connection(exchanged).state()).isEqualTo(ConnectionState.MISSING_PRODUCT);
    }

    @Test
    void keepsTheOldTokenUntilFinchIsSeenToKnowTheNewOne() {
        var link = finch.connect("gusto", "oauth", 3, PRODUCTS);
        aviary.take(tenant, link);
        finch.fault(link, Map.of("kind", "error", "endpoint", "introspect", "status", 500));

        var exchanged = exchange(finch.reauthenticate(link), null);

        assertThat(exchanged.confirmed()).isFalse();
        assertThat(retired(link.connection())).isOne();

        finch.noFaults();
        aviary.sync(tenant);
        assertThat(retired(link.connection())).isZero();
        assertThat(held(link.connection())).isNotEqualTo(link.token());
    }

    @Test
    void putsTheOldTokenBackWhenFinchDoesNotKnowTheNewOne() {
        var link = finch.connect("gusto", "oauth", 3, PRODUCTS);
        aviary.take(tenant, link);
        var code = finch.reauthenticate(link);
        finch.fault(
                link, Map.of("kind", "error", "endpoint", "introspect", "status", 401, "name", "invalid_token_error"));

        assertThatThrownBy(() -> exchange(code, null))
                .isInstanceOf(IntakeRefusedException.class)
                .hasMessageContaining("put back");

        assertThat(held(link.connection())).isEqualTo(link.token());
        assertThat(retired(link.connection())).isZero();
    }

    @Test
    void triesTheOldTokenAgainWhenASyncFindsTheNewOneUnknown() {
        var link = finch.connect("gusto", "oauth", 3, PRODUCTS);
        aviary.take(tenant, link);
        aviary.seal(tenant, link, "00000000-0000-4000-8000-00000000dead");
        assertThat(retired(link.connection())).isOne();

        aviary.sync(tenant);
        assertThat(held(link.connection())).isEqualTo(link.token());
        assertThat(retired(link.connection())).isZero();

        aviary.after(Duration.ofHours(1));
        assertThat(aviary.sync(tenant).exitCode()).isEqualTo("COMPLETED");
    }

    @Test
    void saysWhenACodeIsOfNoUse() {
        var code = finch.consent("cust-2", null, PRODUCTS);
        exchange(code, null);
        var late = finch.consent("cust-3", null, PRODUCTS);
        aviary.after(Duration.ofMinutes(11));
        var elsewhere = finch.consent("cust-4", "https://app.example/back", PRODUCTS);

        for (var useless : List.of(code, late, elsewhere, "no-code-at-all")) {
            assertThatThrownBy(() -> exchange(useless, null))
                    .isInstanceOf(IntakeRefusedException.class)
                    .hasMessageContaining("go through Connect again")
                    .hasMessageNotContaining(useless);
        }
    }

    @Test
    void namesTheRedirectUriThatConnectWasOpenedWith() {
        var code = finch.consent("cust-5", "https://app.example/back", PRODUCTS);

        assertThat(exchange(code, "https://app.example/back").confirmed()).isTrue();
    }

    @Test
    void usesNoCodeUpForAFrozenTenant() {
        var code = finch.consent("cust-6", null, PRODUCTS);
        aviary.bean(TenantFreezes.class).freeze(tenant.id());
        assertThatThrownBy(() -> exchange(code, null)).isInstanceOf(FrozenException.class);

        aviary.bean(TenantFreezes.class).thaw(tenant.id());
        assertThat(exchange(code, null).taken().outcome()).isEqualTo(ADDED);
    }

    @Test
    void givesNoConnectionToAnotherTenant() {
        var link = finch.connect("gusto", "oauth", 3, PRODUCTS);
        aviary.take(aviary.newTenant(), link);

        assertThatThrownBy(() -> exchange(finch.reauthenticate(link), null))
                .isInstanceOf(ForeignConnectionException.class);
        assertThat(held(link.connection())).isEqualTo(link.token());
    }

    private Exchanged exchange(String code, @Nullable String redirectUri) {
        try (var given = ConnectCode.of(code.toCharArray())) {
            return aviary.bean(CodeExchange.class).exchange(tenant.name(), given, redirectUri);
        }
    }

    private Connection connection(Exchanged exchanged) {
        return aviary.bean(Connections.class)
                .find(exchanged.taken().connection())
                .orElseThrow();
    }

    private String held(String id) {
        var connection =
                aviary.bean(Connections.class).find(new ConnectionId(id)).orElseThrow();
        return aviary.bean(TokenVault.class)
                .lend(
                        connection.tenant(),
                        connection.id(),
                        Occasion.byCommand(Purpose.CHECK_UP),
                        AccessToken::revealForHeader);
    }

    private long retired(String connection) {
        return aviary.sql()
                .sql("SELECT COUNT(*) FROM retired_token WHERE connection_id = ?")
                .param(connection)
                .query(Long.class)
                .single();
    }

    private List<String> acts(String connection) {
        return aviary.sql()
                .sql("SELECT act FROM audit_event WHERE connection_id = ? ORDER BY happened_at, position")
                .param(connection)
                .query(String.class)
                .list();
    }
}
