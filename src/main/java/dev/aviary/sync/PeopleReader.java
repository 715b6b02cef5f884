package dev.aviary.sync;

import dev.aviary.finch.Answer;
import dev.aviary.finch.BatchItem;
import dev.aviary.finch.Employment;
import dev.aviary.finch.Individual;
import dev.aviary.store.EmploymentStore;
import dev.aviary.store.PreparedRows;
import dev.aviary.tenancy.Product;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads individuals and employments of everybody in the directory, in full batches. Rows are sealed while the answer streams in, so a page needs little memory. */
@Component
class PeopleReader implements StageReader {

    private final EmploymentStore store;
    private final DirectoryPages pages;
    private final SyncProperties properties;

    PeopleReader(EmploymentStore store, DirectoryPages pages, SyncProperties properties) {
        this.store = store;
        this.pages = pages;
        this.properties = properties;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.INDIVIDUAL, Stage.EMPLOYMENT);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        var people =
                List.copyOf(pages.individuals(pull.task().run(), pull.task().connection(), pull.entity()));
        var withSsn = properties.ssn() && granted.contains(Product.SSN.word());
        for (int page = pull.pageIn(stage); page * (long) properties.batch() < people.size(); page++) {
            var ids =
                    people.subList(page * properties.batch(), Math.min(people.size(), (page + 1) * properties.batch()));
            if (stage == Stage.INDIVIDUAL) {
                this.<Individual>readPage(
                        pull,
                        stage,
                        page,
                        ids,
                        rows -> store.prepareIndividuals(pull.scope(), rows),
                        each -> (finch, token) -> finch.individuals(token, pull.entity(), ids, withSsn, each));
            } else {
                this.<Employment>readPage(
                        pull,
                        stage,
                        page,
                        ids,
                        rows -> store.prepareEmployments(pull.scope(), rows),
                        each -> (finch, token) -> finch.employments(token, pull.entity(), ids, each));
            }
        }
    }

    private <T> void readPage(
            EntityPull pull,
            Stage stage,
            int page,
            List<String> ids,
            Function<List<T>, PreparedRows> prepare,
            Function<Consumer<BatchItem<T>>, FinchCall<Answer<Integer>>> call) {
        var answered = pull.readPage((finch, token) -> {
            var items = new BatchItems<T>(ids, prepare);
            return call.apply(items).with(finch, token).map(count -> items);
        });
        var items = answered.value().complete();
        pull.commit(stage, page + 1, items.rows(), items.failures(), () -> {});
    }
}
