package dev.aviary.sync;

import dev.aviary.finch.BatchItem;
import dev.aviary.finch.Benefit;
import dev.aviary.finch.Enrolment;
import dev.aviary.store.EmploymentStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads the benefits of an entity, then the enrolments of each. Page 1 stands behind the list, page n + 1 behind the n-th benefit, in the order of their ids. */
@Component
class BenefitReader implements StageReader {

    private final EmploymentStore store;
    private final Disappearances disappeared;

    BenefitReader(EmploymentStore store, Disappearances disappeared) {
        this.store = store;
        this.disappeared = disappeared;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.BENEFITS);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        var begin = pull.pageIn(stage);
        if (begin == Integer.MAX_VALUE) {
            return;
        }

        var benefits = pull.read((finch, token) -> finch.benefits(token, pull.entity()))
                .value();
        var ids = benefits.stream()
                .map(Benefit::benefitId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        if (begin == 0) {
            var rows = List.of(store.prepareBenefits(pull.scope(), benefits));
            pull.commit(stage, 1, rows, List.of(), () -> disappeared.benefits(pull, ids));
        }
        for (int index = Math.max(0, begin - 1); index < ids.size(); index++) {
            readEnrolments(pull, ids.get(index), index + 2);
        }
    }

    private void readEnrolments(EntityPull pull, String benefit, int nextPage) {
        var enrolments = pull.readPage((finch, token) -> {
                    var items = new Items();
                    return finch.enrolments(token, pull.entity(), benefit, items)
                            .map(count -> items);
                })
                .value();
        var rows = store.prepareEnrolments(pull.scope(), benefit, enrolments.found);
        pull.commit(Stage.BENEFITS, nextPage, List.of(rows), enrolments.failures, () -> {
            if (enrolments.failures.isEmpty()) {
                disappeared.enrolments(pull, benefit, enrolments.found.keySet());
            }
        });
    }

    private static final class Items implements Consumer<BatchItem<Enrolment>> {

        private final Map<String, Enrolment> found = new LinkedHashMap<>();
        private final List<ItemFailure> failures = new ArrayList<>();

        @Override
        public void accept(BatchItem<Enrolment> item) {
            if (item instanceof BatchItem.Found<Enrolment> enrolment) {
                found.put(item.id(), enrolment.body());
            } else if (item instanceof BatchItem.Failed<Enrolment> failed) {
                failures.add(new ItemFailure(failed.id(), failed.code(), failed.word()));
            } else {
                failures.add(new ItemFailure(item.id(), 202, "data_sync_in_progress"));
            }
        }
    }
}
