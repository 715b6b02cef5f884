package dev.aviary.store;

import dev.aviary.finch.Employment;
import dev.aviary.finch.Income;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The incomes of employments: part 0 is the one of now, the history follows in Finch's order. */
final class IncomeRows implements CompanionsForm<Employment> {

    private static final byte[] NO_HASH = {};

    private final RowForm<Income> form;

    IncomeRows(RowForm<Income> form) {
        this.form = form;
    }

    @Override
    public List<Companions> of(EntityScope scope, List<Differing<Employment>> rows, Sealer sealer, LocalDateTime at) {
        var incomes = new ArrayList<@Nullable Object[]>();
        for (var row : rows) {
            each(
                    row.record(),
                    (part, income) -> incomes.add(row(scope, row.key().part(part), income, sealer, at)));
        }
        return List.of(new Companions(form.table().name(), CompanionsForm.replaced(rows), form.upsert(), incomes));
    }

    private static void each(Employment employment, BiConsumer<Integer, Income> use) {
        if (employment.income() != null) {
            use.accept(0, employment.income());
        }
        var history = employment.incomeHistory();
        for (var i = 0; i < history.size(); i++) {
            use.accept(i + 1, history.get(i));
        }
    }

    private @Nullable Object[] row(EntityScope scope, RowKey key, Income income, Sealer sealer, LocalDateTime at) {
        var draft = form.draft(scope, key, income);
        var blob = draft.cleartext() == null
                ? null
                : sealer.seal(key.id(), form.table().name(), form.table().key().place(scope, key), draft.cleartext());
        form.finish(draft.row(), blob, at, NO_HASH);
        return draft.row();
    }
}
