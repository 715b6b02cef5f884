package dev.aviary.cli;

import dev.aviary.jobs.JobRun;
import dev.aviary.sync.SyncRuns;
import dev.aviary.sync.TaskState;
import java.util.ArrayList;
import java.util.Locale;

/** States and causes as people read them, with what to do. */
final class Words {

    private Words() {}

    static String of(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String of(JobRun run) {
        if (run.isFine()) {
            return "completed";
        }
        return switch (run.status()) {
            case "COMPLETED" -> "completed with trouble";
            case "STOPPED" -> "stopped (continue it with 'aviary jobs restart " + run.run() + "')";
            case "FAILED" -> "failed (try again with 'aviary jobs restart " + run.run() + "')";
            default -> run.status().toLowerCase(Locale.ROOT);
        };
    }

    static String why(SyncRuns.Line line) {
        var words = new ArrayList<String>();
        if (line.cause() != null) {
            words.add(cause(line.cause()));
        }
        if (!line.missing().isBlank()) {
            words.add("not granted or not offered: " + line.missing().replace(" ", ", "));
        }
        if (line.warning() != null) {
            words.add(warning(line.warning()));
        }
        if (line.rows().failedItems() > 0) {
            words.add(line.rows().failedItems() + " failed items (table sync_item_failure)");
        }
        return String.join("; ", words);
    }

    static String cause(String cause) {
        return switch (cause) {
            case "reauthenticate_user", "reauth" -> "the employer must sign in again";
            case "account_setup_required" -> "the employer has not finished connecting";
            case "insufficient_account_permissions", "no_permission" -> "the employer's account lacks rights";
            case "invalid_token_error", "token_dead" -> "Finch no longer knows the token; connect anew";
            case "data_not_there_yet", "pending", "processing" -> "Finch is still loading (assisted: up to 14 days)";
            case "tenant_frozen" -> "the tenant is frozen; 'aviary tenants thaw'";
            case "new_token_unknown" -> "Finch does not know the new token; the one before it is tried next time";
            case "no_token" -> "no token in the vault; 'aviary connections add'";
            case "key_or_seal" -> "the token or a row did not open; run 'aviary doctor'";
            case "payment_required" -> "Finch wants unpaid invoices settled";
            case "invalid_client_error" -> "Finch refuses client id and secret";
            case "finch_api_ip_rl" -> "Finch blocks this host for an hour";
            case "token_of_another_connection" -> "the token belongs to another connection; add the right one";
            case "token_of_another_tenant" ->
                "the token was sealed for another tenant: the database was changed; restore the row in connection, sync_task or access_token from a backup";
            default -> cause.replace('_', ' ');
        };
    }

    private static String warning(String warning) {
        return switch (warning) {
            case "mass_disappearance" -> "many people vanished at once; nobody was marked gone";
            case "directory_short" -> "the directory was shorter than Finch said";
            case "directory_kept_changing" -> "the directory changed while it was read";
            case "entity_not_connected" -> "not every entity is connected";
            default -> warning.replace('_', ' ');
        };
    }
}
