package dev.aviary.store;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Employment;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.Income;
import dev.aviary.finch.Individual;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import dev.aviary.keys.Keys;
import dev.aviary.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads rows back. */
@Component
class JdbcEmploymentRecords implements EmploymentRecords {

    private final OpenedRows rows;
    private final BlindIndex blindIndex;

    JdbcEmploymentRecords(JdbcOperations jdbc, Keys keys) {
        this.rows = new OpenedRows(jdbc, keys);
        this.blindIndex = new BlindIndex(jdbc, keys);
    }

    @Override
    public List<IndividualRef> findByEmail(TenantId tenant, String email) {
        return blindIndex.findByEmail(tenant, email);
    }

    @Override
    public List<IndividualRef> findBySsn(TenantId tenant, String ssn) {
        return blindIndex.findBySsn(tenant, ssn);
    }

    @Override
    public Optional<Company> company(EntityScope scope) {
        return one(Tables.COMPANY, scope, RowKey.of(""));
    }

    @Override
    public Optional<DirectoryEntry> directoryEntry(IndividualRef individual) {
        return one(Tables.DIRECTORY, individual.scope(), RowKey.of(individual.id()));
    }

    @Override
    public Optional<Individual> individual(IndividualRef individual) {
        return one(Tables.INDIVIDUAL, individual.scope(), RowKey.of(individual.id()));
    }

    @Override
    public Optional<Employment> employment(IndividualRef individual) {
        var key = RowKey.of(individual.id());
        return rows.open(Tables.EMPLOYMENT, individual.scope(), key).stream()
                .findFirst()
                .map(fields ->
                        RecordJson.record(withIncomes(fields.json(), individual.scope(), key), Employment.class));
    }

    @Override
    public Optional<Payment> payment(EntityScope scope, String paymentId) {
        return one(Tables.PAYMENT, scope, RowKey.of(paymentId));
    }

    @Override
    public List<PayStatement> payStatements(IndividualRef individual, String paymentId) {
        return all(Tables.PAY_STATEMENT, individual.scope(), new RowKey(paymentId, individual.id(), 0));
    }

    @Override
    public Optional<Benefit> benefit(EntityScope scope, String benefitId) {
        return one(Tables.BENEFIT, scope, RowKey.of(benefitId));
    }

    @Override
    public Optional<Enrolment> enrolment(IndividualRef individual, String benefitId) {
        return one(Tables.ENROLMENT, individual.scope(), new RowKey(benefitId, individual.id(), 0));
    }

    private ObjectNode withIncomes(ObjectNode fields, EntityScope scope, RowKey key) {
        var history = fields.putArray("income_history");
        rows.open(Tables.INCOME, scope, key).forEach(row -> {
            var income = RecordJson.treeOf(RecordJson.record(row.json(), Income.class));
            if (row.key().part() == 0) {
                fields.set("income", income);
            } else {
                history.add(income);
            }
        });
        return fields;
    }

    private <R> Optional<R> one(Table<R> table, EntityScope scope, RowKey key) {
        return all(table, scope, key).stream().findFirst();
    }

    private <R> List<R> all(Table<R> table, EntityScope scope, RowKey key) {
        return rows.open(table, scope, key).stream()
                .map(fields -> RecordJson.record(fields.json(), table.type()))
                .toList();
    }
}
