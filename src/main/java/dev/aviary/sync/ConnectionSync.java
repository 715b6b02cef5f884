package dev.aviary.sync;

import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import dev.aviary.finch.Introspection;
import dev.aviary.jobs.RunLease;
import dev.aviary.keys.KeyShreddedException;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.SealBrokenException;
import dev.aviary.logging.FailureText;
import dev.aviary.tenancy.Connections;
import dev.aviary.tenancy.Entity;
import dev.aviary.tenancy.EntityId;
import dev.aviary.tenancy.ForeignConnectionException;
import dev.aviary.vault.FrozenException;
import dev.aviary.vault.NoTokenException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads one connection: asks Finch how it stands, then entity by entity. This is the border where trouble of one connection ends: it is recorded with
 * its cause and the others go on (law 7).
 */
@Component
class ConnectionSync {

    private static final Logger log = LoggerFactory.getLogger(ConnectionSync.class);

    /** Single-entity mode: Finch lists no entities. */
    private static final List<Entity> SINGLE = List.of(new Entity(EntityId.ONLY, null, "connected"));

    private final Pulls pulls;
    private final EntitySync entities;
    private final Connections connections;
    private final SyncTasks tasks;
    private final TaskEnd end;

    ConnectionSync(Pulls pulls, EntitySync entities, Connections connections, SyncTasks tasks, TaskEnd end) {
        this.pulls = pulls;
        this.entities = entities;
        this.connections = connections;
        this.tasks = tasks;
        this.end = end;
    }

    /** @throws LeaseLostException if the run was taken over */
    void pull(SyncTask task, RunLease lease) {
        try {
            read(task, lease);
        } catch (StopRequestedException e) {
            log.info("Connection {} stopped at {}", task.connection(), task.cursor());
        } catch (NotYetException e) {
            end.waiting(task, "data_not_there_yet");
        } catch (FinchException e) {
            failed(task, lease, e);
        } catch (FrozenException e) {
            log.warn("Connection {}: {}", task.connection(), e.getMessage());
            end.frozen(task);
        } catch (NoTokenException e) {
            end.failed(task, "no_token");
        } catch (ForeignConnectionException e) {
            log.error(
                    "Connection {}: its token was sealed for another tenant than {}, nothing is read",
                    task.connection(),
                    task.tenant());
            end.failed(task, "token_of_another_tenant");
        } catch (SealBrokenException | KeyUnusableException | KeyShreddedException e) {
            log.error("Connection {}: {}", task.connection(), e.getMessage());
            end.failed(task, "key_or_seal");
        } catch (LeaseLostException e) {
            throw e;
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "Connection {} failed in the database at {}: {}",
                    task.connection(),
                    task.cursor(),
                    FailureText.of(e));
            end.failed(task, "database");
        } catch (RuntimeException e) {
            // Its message may hold anything, so only its kind and place are told.
            log.error(
                    "Connection {} failed at {}: {} at {}",
                    task.connection(),
                    task.cursor(),
                    e.getClass().getName(),
                    placeOf(e));
            end.failed(task, "internal_error");
        }
    }

    private void read(SyncTask task, RunLease lease) {
        var pull = pulls.of(task, lease);
        var introspection = pull.introspect();
        if (!introspection.connection().equals(task.connection())) {
            end.failed(task, "token_of_another_connection");
            return;
        }

        pulls.tokenWorks(task);
        connections.describe(
                task.connection(),
                introspection.provider(),
                introspection.kind(),
                introspection.products(),
                introspection.entities());
        if (!isReadable(task, introspection)) {
            log.info("Connection {} is {} at Finch", task.connection(), introspection.status());
        } else if (hasNothingNew(task, introspection)) {
            end.upToDate(task);
        } else {
            tasks.dataAsOf(task, introspection.lastSuccessfulSync());
            readEntities(pull, introspection);
            end.done(task, introspection.lastSuccessfulSync());
        }
    }

    /** Finch's own word for how the connection stands (finch-api 7); a word not known yet is tried. */
    private boolean isReadable(SyncTask task, Introspection introspection) {
        switch (Objects.requireNonNullElse(introspection.status(), "")) {
            case "pending", "processing" -> end.waiting(task, Objects.requireNonNull(introspection.status()));
            case "reauth" -> end.late(task, FinchProblem.REAUTH, "reauthenticate_user");
            case "error_permissions" -> end.late(task, FinchProblem.NO_PERMISSION, "insufficient_account_permissions");
            case "error_no_account_setup" ->
                end.late(task, FinchProblem.ACCOUNT_SETUP_REQUIRED, "account_setup_required");
            default -> {
                return true;
            }
        }
        return false;
    }

    /** Data that cannot have changed is not read again, unless a full reading was asked for or this one was begun already. */
    private boolean hasNothingNew(SyncTask task, Introspection introspection) {
        var connection = connections.find(task.connection()).orElseThrow();
        return !task.isFullRead()
                && task.cursor().entity() == null
                && connection.lastSuccess() != null
                && introspection.lastSuccessfulSync() != null
                && introspection.lastSuccessfulSync().equals(connection.dataAsOf());
    }

    private void readEntities(Pull pull, Introspection introspection) {
        var readable = introspection.entities().stream()
                .filter(ConnectionSync::isConnected)
                .toList();
        if (readable.size() < introspection.entities().size()) {
            pull.warn("entity_not_connected");
        }
        if (readable.isEmpty()) {
            throw new NotYetException();
        }
        for (var entity : inOrder(readable)) {
            if (!pull.cursor().isPast(entity.id())) {
                this.entities.read(pull.in(entity.id()), introspection.products());
            }
        }
    }

    private static boolean isConnected(Entity entity) {
        return switch (entity.status()) {
            case "pending", "processing", "reauth", "error_permissions", "error_no_account_setup", "disconnected" ->
                false;
            default -> true;
        };
    }

    private static List<Entity> inOrder(List<Entity> entities) {
        return entities.stream()
                .sorted(Comparator.comparing(entity -> entity.id().value()))
                .toList();
    }

    private void failed(SyncTask task, RunLease lease, FinchException e) {
        var cause = e.word() == null ? e.problem().name().toLowerCase(java.util.Locale.ROOT) : e.word();
        switch (e.problem()) {
            case REAUTH, ACCOUNT_SETUP_REQUIRED, NO_PERMISSION -> end.late(task, e.problem(), cause);
            case TOKEN_DEAD -> tokenDead(task, e.problem(), cause);
            case PAYMENT_REQUIRED, CLIENT_REFUSED, HOST_LIMIT -> {
                log.error(
                        "Every further call would fail as well, the rest of run {} is given up: {}",
                        task.run(),
                        e.getMessage());
                end.failed(task, cause);
                tasks.endPlanned(task.run(), lease.fence(), cause);
            }
            case MISSING_PRODUCT,
                    CODE_REFUSED,
                    NOT_OFFERED,
                    NOT_FOUND,
                    REFUSED,
                    APPLICATION_LIMIT,
                    PROVIDER_LIMIT,
                    SERVER,
                    UNREACHABLE,
                    UNREADABLE_ANSWER -> {
                log.warn("Connection {} failed at {}: {}", task.connection(), task.cursor(), e.getMessage());
                end.failed(task, cause);
            }
        }
    }

    /** A token that replaced another and never worked: the other one is put back and tried in the next run. */
    private void tokenDead(SyncTask task, FinchProblem problem, String cause) {
        if (pulls.hasOlderToken(task)) {
            log.warn(
                    "Finch does not know the new token of connection {}; the one before it is put back",
                    task.connection());
            end.failed(task, "new_token_unknown");
        } else {
            end.late(task, problem, cause);
        }
    }

    /** Messages of SQL exceptions quote values; kind and codes do not. */
    private static String placeOf(Throwable e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}
