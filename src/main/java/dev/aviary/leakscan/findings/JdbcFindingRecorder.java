package dev.aviary.leakscan.findings;

import dev.aviary.logging.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps findings in the database, a block in a transaction. */
final class JdbcFindingRecorder implements FindingRecorder {

    private static final int ATTEMPTS = 3;
    private static final int LONGEST_SOURCE = 1000;

    private final FindingCodes codes;
    private final FindingRows rows;
    private final Incidents incidents;
    private final Notices notices;
    private final TransactionOperations transaction;

    JdbcFindingRecorder(
            FindingCodes codes,
            FindingRows rows,
            Incidents incidents,
            Notices notices,
            TransactionOperations transaction) {
        this.codes = codes;
        this.rows = rows;
        this.incidents = incidents;
        this.notices = notices;
        this.transaction = transaction;
    }

    @Override
    public Recorded record(Seen seen, Runnable alongside) {
        var sightings = Sighting.in(seen, codes);
        var shown = shown(seen.source());
        var recorded = inTurn(() -> {
            alongside.run();
            return keep(sightings, shown, seen.most());
        });
        if (recorded.incidents() > 0) {
            notices.sendSoon();
        }
        return recorded;
    }

    @Override
    public void end() {
        notices.send();
    }

    private Recorded keep(List<Sighting> sightings, String source, int most) {
        int added = 0;
        int reopened = 0;
        int dropped = 0;
        var known = Optional.<Set<String>>empty();
        var leaking = new ArrayList<Finding>();
        for (var sighting : sightings) {
            if (added >= most && sighting.isAGuess()) {
                known = known.or(() -> Optional.of(rows.known(sightings)));
                if (!known.get().contains(sighting.code())) {
                    dropped++;
                    continue;
                }
            }
            var finding = rows.locked(sighting, source);
            rows.seen(finding, sighting);
            if (finding.sightings() == 0) {
                added++;
            }
            if (finding.state() == FindingState.RESOLVED) {
                rows.decide(finding.id(), FindingState.OPEN, null, null);
                reopened++;
            }
            if (sighting.isLiveToken() && finding.state() != FindingState.ALLOWED) {
                leaking.add(finding);
            }
        }
        return new Recorded(added, reopened, incidents.open(leaking), dropped);
    }

    /** Another scan may record the same findings at the same time, and a database may let one of them give way. */
    private Recorded inTurn(Supplier<Recorded> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A name can hold a secret as well. */
    private static String shown(String source) {
        var masked = Masked.text(source).replaceAll("\\p{Cntrl}", "?");
        return masked.length() <= LONGEST_SOURCE ? masked : masked.substring(masked.length() - LONGEST_SOURCE);
    }
}
