package dev.aviary.sync;

import dev.aviary.store.EmploymentStore;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads the company of an entity: one request, one row. */
@Component
class CompanyReader implements StageReader {

    private final EmploymentStore store;

    CompanyReader(EmploymentStore store) {
        this.store = store;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.COMPANY);
    }

    @Override
    public void read(EntityPull pull, Stage stage, Set<String> granted) {
        if (pull.pageIn(stage) > 0) {
            return;
        }

        var company =
                pull.read((finch, token) -> finch.company(token, pull.entity())).value();
        pull.commit(stage, 1, List.of(store.prepareCompany(pull.scope(), company)), List.of(), () -> {});
    }
}
