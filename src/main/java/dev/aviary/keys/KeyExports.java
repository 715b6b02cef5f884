package dev.aviary.keys;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies of wrapped keysets apart from the database. An export is authenticated under the key-encryption key: one that was changed, cut, reordered or put
 * together from parts is refused. Keys of individuals are never in it, because such a copy would outlive their shredding. Thread-safe.
 */
public interface KeyExports {

    /**
     * Reads every keyset, and opens it once, so that what is exported is known to open.
     *
     * @param tenant the only one; null for all of them and the keys of the installation
     * @param withEpochKeys whether the epoch keys come along: everybody of those epochs stays readable in old copies of the database for as long as the
     *     export exists
     * @throws KeyUnusableException if there is nothing to export, or a keyset does not open
     */
    Export export(@Nullable UUID tenant, boolean withEpochKeys);

    /**
     * Brings back what is missing here. What is there is never overwritten; keys of a shredded tenant and of an epoch that a newer one has followed are
     * not brought back. Asks the key-encryption key before anything is written, then writes the keys of the
     * installation, then the rest. Cut off in between, it is run again.
     *
     * @param record told the results in the transaction that writes them, last
     * @return one result per tenant, epoch key and key of the installation, in the order of the export
     * @throws ExportRefusedException if it is not an export as it was written, or of another key-encryption key; nothing is written then
     * @throws KeyUnusableException if the key-encryption key is missing or wrong, or somebody else made keys meanwhile
     */
    List<Result> restore(byte[] export, Consumer<List<Result>> record);

    /**
     * An export: JSON lines in UTF-8.
     *
     * @param keysets how many wrapped keysets are in it, two per tenant that was not shredded
     * @param epochs which epochs' keys are in it
     * @param keks URIs of the key-encryption keys that wrap them
     */
    record Export(byte[] content, int tenants, int keysets, List<EpochId> epochs, List<String> keks) {}

    /** An epoch of a tenant. */
    record EpochId(UUID tenant, long epoch) {}

    /**
     * What became of a part of an export.
     *
     * @param tenant null for a key of the installation
     * @param epoch of an epoch key
     * @param name of a key of the installation
     */
    record Result(
            @Nullable UUID tenant,
            @Nullable Long epoch,
            @Nullable String name,
            Outcome outcome) {

        @Override
        public String toString() {
            if (name != null) {
                return "key " + name + " of the installation";
            }
            return epoch == null ? "keysets of tenant " + tenant : "epoch key " + epoch + " of tenant " + tenant;
        }
    }

    /** What may become of a part of an export. */
    enum Outcome {
        /** It was missing and is there again, or is marked as shredded again. */
        RESTORED("restored"),
        /** It is there, with the same keys and perhaps newer ones. */
        PRESENT("there already"),
        /** Something else is in its place, or something that does not open; that stays. */
        DIFFERENT("refused: another one is in its place, which stays; if that is damaged, remove it and import again"),
        /** The tenant was shredded here. */
        SHREDDED("refused: the tenant's keys were shredded"),
        /** The tenant was shredded when this was exported, but the database is older and has its keys. */
        SHREDDED_SINCE(
                "refused: the tenant's keys were shredded, but this older database still has them; shred them again"),
        /** A newer epoch has followed: people who were shredded would be readable again. */
        CLOSED("refused: the epoch was closed");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean isRefused() {
            return this != RESTORED && this != PRESENT;
        }
    }
}
