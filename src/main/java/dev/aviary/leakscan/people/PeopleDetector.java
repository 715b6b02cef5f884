package dev.aviary.leakscan.people;

import dev.aviary.leakscan.Block;
import dev.aviary.leakscan.Certainty;
import dev.aviary.leakscan.Decoding;
import dev.aviary.leakscan.Detector;
import dev.aviary.leakscan.Hit;
import dev.aviary.leakscan.Hits;
import dev.aviary.leakscan.Owner;
import dev.aviary.leakscan.Severity;
import dev.aviary.leakscan.WideText;
import dev.aviary.store.IndividualRef;
import dev.aviary.store.PeopleIndex;
import dev.aviary.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Recognises SSNs and private e-mail addresses of the people of the store, as they stand, percent-encoded or escaped as in JSON, and in UTF-16. Has none of
 * them: what has their shape is looked up by its keyed tags.
 */
final class PeopleDetector implements Detector {

    private static final Shapes SSNS = new SsnShapes();
    private static final Shapes EMAILS = new EmailShapes();

    private final Answers ssns;
    private final Answers emails;

    /** @param salt random bytes, other ones for each process */
    PeopleDetector(PeopleIndex index, byte[] salt) {
        this.ssns = new Answers(salt, index::bySsn);
        this.emails = new Answers(salt, index::byPrivateEmail);
    }

    @Override
    public void search(Block block, Hits hits) {
        var text = new Units(block.bytes(), block.from(), block.to());
        search(text, block.reportsFrom(), block.reportsTo(), new Seen(block, hits));
        WideText.search(
                block,
                hits,
                (wide, apart) -> search(
                        new Units(wide.narrow(), 0, wide.narrow().length),
                        Math.max(0, wide.index(block.reportsFrom()) - 1),
                        Math.min(wide.narrow().length, wide.index(block.reportsTo()) + 2),
                        new Seen(block, apart, wide)));
    }

    private void search(Units text, int first, int last, Seen seen) {
        SSNS.find(
                text,
                first,
                last,
                (from, to, ssn, decodings) -> seen.add("known-ssn", from, to, ssns.of(ssn), decodings));
        EMAILS.find(
                text,
                first,
                last,
                (from, to, email, decodings) -> seen.add("known-email", from, to, emails.of(email), decodings));
    }

    /** Hands on what is somebody's. */
    private record Seen(Block block, Hits hits, WideText wide) {

        Seen(Block block, Hits hits) {
            this(block, hits, WideText.NONE);
        }

        /** Once for each tenant, as each has to know. */
        boolean add(String rule, int from, int to, List<IndividualRef> people, List<Decoding> decodings) {
            if (people.isEmpty()) {
                return false;
            }
            int start = wide.original(from);
            if (wide != WideText.NONE || block.reports(start)) {
                var tenants = new HashSet<TenantId>();
                for (var one : people) {
                    if (tenants.add(one.scope().tenant())) {
                        hits.add(hit(rule, block.at(start), block.at(wide.original(to)), owner(one), all(decodings)));
                    }
                }
            }
            return true;
        }

        private List<Decoding> all(List<Decoding> decodings) {
            if (wide == WideText.NONE) {
                return decodings;
            }
            var all = new ArrayList<Decoding>(List.of(Decoding.UTF16));
            all.addAll(decodings);
            return all;
        }
    }

    private static Hit hit(String rule, long from, long to, Owner owner, List<Decoding> decodings) {
        var severity = rule.equals("known-ssn") ? Severity.CRITICAL : Severity.HIGH;
        return new Hit(from, to, rule, severity, Certainty.CONFIRMED, owner, null, decodings);
    }

    /** Ids of individuals are unique in their entity only. */
    private static Owner owner(IndividualRef one) {
        var scope = one.scope();
        var id = scope.connection().value() + "/" + scope.entity().value() + "/" + one.id();
        return new Owner(id, scope.tenant(), scope.connection(), false);
    }
}
