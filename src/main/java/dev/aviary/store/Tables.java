package dev.aviary.store;

import static dev.aviary.store.Field.always;
import static dev.aviary.store.Field.json;
import static dev.aviary.store.Field.name;
import static dev.aviary.store.Field.of;
import static dev.aviary.store.Field.plain;
import static dev.aviary.store.Field.word;

import dev.aviary.finch.Benefit;
import dev.aviary.finch.Company;
import dev.aviary.finch.DirectoryEntry;
import dev.aviary.finch.Employment;
import dev.aviary.finch.EmploymentForm;
import dev.aviary.finch.Enrolment;
import dev.aviary.finch.EntityForm;
import dev.aviary.finch.Income;
import dev.aviary.finch.Individual;
import dev.aviary.finch.Location;
import dev.aviary.finch.Money;
import dev.aviary.finch.PayPeriod;
import dev.aviary.finch.PayStatement;
import dev.aviary.finch.Payment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of V050__store.sql, field by field. */
final class Tables {

    static final Table<Company> COMPANY = new Table<>(
            "company",
            Company.class,
            KeyColumns.NONE,
            List.of(
                    of("id", Company::id, ClearForms.id("company_id")),
                    name("legal_name", Company::legalName),
                    of(
                            "entity",
                            Company::entity,
                            ClearForms.words(
                                    "entity_type",
                                    "entity_subtype",
                                    EntityForm::type,
                                    EntityForm::subtype,
                                    EntityForm::new)),
                    name("primary_email", Company::primaryEmail),
                    name("primary_phone_number", Company::primaryPhoneNumber),
                    name("ein", Company::ein),
                    json("departments", Company::departments),
                    json("locations", Company::locations),
                    always("accounts", Company::accounts),
                    json(RecordJson.UNKNOWN, Company::unknown)));

    static final Table<DirectoryEntry> DIRECTORY = new Table<>(
                    "directory_entry",
                    DirectoryEntry.class,
                    KeyColumns.id("individual_id", "id"),
                    List.of(
                            name("first_name", DirectoryEntry::firstName),
                            name("middle_name", DirectoryEntry::middleName),
                            name("last_name", DirectoryEntry::lastName),
                            of("manager", DirectoryEntry::manager, ClearForms.person("manager_id")),
                            of("department", DirectoryEntry::department, ClearForms.department("department")),
                            plain("is_active", DirectoryEntry::isActive),
                            json(RecordJson.UNKNOWN, DirectoryEntry::unknown)))
            .states(Map.of(Table.GONE, "NULL", Table.MISSING, "0"));

    static final Table<Individual> INDIVIDUAL = new Table<>(
                    "individual",
                    Individual.class,
                    KeyColumns.id("individual_id", "id"),
                    List.of(
                            name("first_name", Individual::firstName),
                            name("middle_name", Individual::middleName),
                            name("last_name", Individual::lastName),
                            name("preferred_name", Individual::preferredName),
                            json("emails", Individual::emails),
                            json("phone_numbers", Individual::phoneNumbers),
                            word("gender", Individual::gender),
                            word("ethnicity", Individual::ethnicity),
                            word("marital_status", Individual::maritalStatus),
                            word("dob", Individual::dob),
                            json("residence", Individual::residence),
                            always("ssn", Individual::ssn),
                            always("encrypted_ssn", Individual::encryptedSsn),
                            json(RecordJson.UNKNOWN, Individual::unknown)))
            .extracting(List.of(
                    new Extract<>("work_email", WorkContacts::email),
                    new Extract<>("work_phone_number", WorkContacts::phoneNumber)));

    static final Table<Employment> EMPLOYMENT = new Table<>(
                    "employment",
                    Employment.class,
                    KeyColumns.id("individual_id", "id"),
                    List.of(
                            name("first_name", Employment::firstName),
                            name("middle_name", Employment::middleName),
                            name("last_name", Employment::lastName),
                            name("title", Employment::title),
                            of("manager", Employment::manager, ClearForms.person("manager_id")),
                            of("department", Employment::department, ClearForms.department("department")),
                            of(
                                    "employment",
                                    Employment::employment,
                                    ClearForms.words(
                                            "employment_type",
                                            "employment_subtype",
                                            EmploymentForm::type,
                                            EmploymentForm::subtype,
                                            EmploymentForm::new)),
                            word("employment_status", Employment::employmentStatus),
                            plain("is_active", Employment::isActive),
                            word("start_date", Employment::startDate),
                            word("end_date", Employment::endDate),
                            word("latest_rehire_date", Employment::latestRehireDate),
                            name("class_code", Employment::classCode),
                            word("flsa_status", Employment::flsaStatus),
                            json("location", Employment::location),
                            name("union_code", Employment::unionCode),
                            name("union_local", Employment::unionLocal),
                            plain("key_employee", Employment::keyEmployee),
                            plain("highly_compensated_employee", Employment::highlyCompensatedEmployee),
                            json("custom_fields", Employment::customFields),
                            name("source_id", Employment::sourceId),
                            name("work_id", Employment::workId),
                            json(RecordJson.UNKNOWN, Employment::unknown)))
            .extracting(List.of(
                    new Extract<>("location_city", ofLocation(Location::city)),
                    new Extract<>("location_state", ofLocation(Location::state)),
                    new Extract<>("location_country", ofLocation(Location::country))));

    static final Table<Income> INCOME = new Table<>(
                    "income",
                    Income.class,
                    new KeyColumns(null, "individual_id", true, null),
                    List.of(
                            word("unit", Income::unit),
                            of("amount", Income::amount, ClearForms.plain("amount_cents")),
                            word("currency", Income::currency),
                            word("effective_date", Income::effectiveDate),
                            json(RecordJson.UNKNOWN, Income::unknown)))
            .unhashed();

    static final Table<Payment> PAYMENT = new Table<>(
                    "payment",
                    Payment.class,
                    KeyColumns.id("payment_id", "id"),
                    List.of(
                            of(
                                    "pay_period",
                                    Payment::payPeriod,
                                    ClearForms.words(
                                            "period_start_date",
                                            "period_end_date",
                                            PayPeriod::startDate,
                                            PayPeriod::endDate,
                                            PayPeriod::new)),
                            Field.<Payment>word("pay_date", Payment::payDate).sealed(Field.Sealing.NEVER),
                            word("debit_date", Payment::debitDate),
                            total("company_debit", Payment::companyDebit),
                            total("gross_pay", Payment::grossPay),
                            total("net_pay", Payment::netPay),
                            total("employer_taxes", Payment::employerTaxes),
                            total("employee_taxes", Payment::employeeTaxes),
                            Field.<Payment>json("individual_ids", Payment::individualIds)
                                    .sealed(Field.Sealing.NEVER),
                            json("pay_group_ids", Payment::payGroupIds),
                            json("pay_frequencies", Payment::payFrequencies),
                            json(RecordJson.UNKNOWN, Payment::unknown)))
            .states(Map.of(Table.GONE, "NULL", "statements_state", "'unread'"))
            .sole(Tables::soleIndividual);

    static final Table<PayStatement> PAY_STATEMENT = new Table<>(
                    "pay_statement",
                    PayStatement.class,
                    new KeyColumns("payment_id", "individual_id", true, "individual_id"),
                    List.of(
                            of("type", PayStatement::type, ClearForms.word("statement_type")),
                            word("payment_method", PayStatement::paymentMethod),
                            plain("total_hours", PayStatement::totalHours),
                            of("gross_pay", PayStatement::grossPay, ClearForms.money("gross_pay")),
                            of("net_pay", PayStatement::netPay, ClearForms.money("net_pay")),
                            json("earnings", PayStatement::earnings),
                            json("taxes", PayStatement::taxes),
                            json("employee_deductions", PayStatement::employeeDeductions),
                            json("employer_contributions", PayStatement::employerContributions),
                            json(RecordJson.UNKNOWN, PayStatement::unknown)))
            .states(Map.of(Table.GONE, "NULL"));

    static final Table<Benefit> BENEFIT = new Table<>(
                    "benefit",
                    Benefit.class,
                    KeyColumns.id("benefit_id", "benefit_id"),
                    List.of(
                            of("type", Benefit::type, ClearForms.word("benefit_type")),
                            of("description", Benefit::description, ClearForms.text("description", Texts.TEXT)),
                            word("frequency", Benefit::frequency),
                            json("company_contribution", Benefit::companyContribution),
                            json(RecordJson.UNKNOWN, Benefit::unknown)))
            .states(Map.of(Table.GONE, "NULL"));

    static final Table<Enrolment> ENROLMENT = new Table<>(
                    "enrolment",
                    Enrolment.class,
                    new KeyColumns("benefit_id", "individual_id", false, null),
                    List.of(
                            json("employee_deduction", Enrolment::employeeDeduction),
                            json("company_contribution", Enrolment::companyContribution),
                            of("annual_maximum", Enrolment::annualMaximum, ClearForms.plain("annual_maximum_cents")),
                            plain("catch_up", Enrolment::catchUp),
                            word("hsa_contribution_limit", Enrolment::hsaContributionLimit),
                            json(RecordJson.UNKNOWN, Enrolment::unknown)))
            .states(Map.of(Table.GONE, "NULL"));

    private Tables() {}

    static Stream<Table<?>> all() {
        return Stream.of(
                COMPANY, DIRECTORY, INDIVIDUAL, EMPLOYMENT, INCOME, PAYMENT, PAY_STATEMENT, BENEFIT, ENROLMENT);
    }

    private static Field<Payment> total(String name, Function<Payment, @Nullable Money> get) {
        return Field.of(name, get, ClearForms.money(name)).sealed(Field.Sealing.AS_SET_OR_SOLE);
    }

    private static Function<Employment, @Nullable String> ofLocation(Function<Location, @Nullable String> get) {
        return employment -> employment.location() == null ? null : get.apply(employment.location());
    }

    private static @Nullable String soleIndividual(Payment payment) {
        var paid = payment.individualIds().stream().distinct().limit(2).toList();
        return paid.size() == 1 && RowKey.isId(paid.get(0)) ? paid.get(0) : null;
    }
}
