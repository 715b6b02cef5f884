package dev.aviary.keys;

import dev.aviary.keys.KeyExports.Result;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings keysets of an export back: first everything is looked at, then what is missing is written. */
final class KeyRestore {

    private final KeyEncryptionKey root;
    private final KeyExportRows rows;
    private final EpochKeys epochs;
    private final TransactionTemplate transaction;

    KeyRestore(KeyEncryptionKey root, KeyExportRows rows, EpochKeys epochs, DataSource database) {
        this.root = root;
        this.rows = rows;
        this.epochs = epochs;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** @see KeyExports#restore */
    List<Result> restore(byte[] export, Consumer<List<Result>> record) {
        var document = ExportDocument.read(export);
        if (root.isYetToBeMade()) {
            throw new KeyUnusableException("The " + root
                    + " is missing, and a new one could not open the export; put the one that wrapped it there first");
        }
        var lines = document.verified(root.existing());
        root.aead();
        var plan = new RestorePlan(rows, epochs, root.each());
        lines.forEach(plan::add);
        try {
            // Committed first: whoever records the rest may need them, and looks on a connection of its own.
            transaction.executeWithoutResult(status -> plan.writeInstallationKeys());
            transaction.executeWithoutResult(status -> {
                plan.write();
                record.accept(plan.results());
            });
        } catch (DuplicateKeyException e) {
            throw new KeyUnusableException(
                    "Somebody else made keys that the import was about to bring back; stop everything else, and look at 'aviary keys status' before you import again");
        }
        return plan.results();
    }
}
