package dev.aviary.store;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How employment data is stored.
 *
 * @param sealed fields that are encrypted, as {@code table.field}; replaces the default list as a whole. The SSN and bank accounts are sealed
 *     whether or not they are named. Default: whatever is personal or pay. A change takes effect on each row when it is next read from Finch
 */
@ConfigurationProperties("aviary.store")
record StoreProperties(
        @DefaultValue({
            "company.ein",
            "company.primary_email",
            "company.primary_phone_number",
            "company.accounts",
            "company.unknown_fields",
            "directory_entry.unknown_fields",
            "individual.emails",
            "individual.phone_numbers",
            "individual.gender",
            "individual.ethnicity",
            "individual.marital_status",
            "individual.dob",
            "individual.residence",
            "individual.ssn",
            "individual.encrypted_ssn",
            "individual.unknown_fields",
            "employment.location",
            "employment.union_code",
            "employment.union_local",
            "employment.custom_fields",
            "employment.unknown_fields",
            "income.unit",
            "income.amount",
            "income.currency",
            "income.effective_date",
            "income.unknown_fields",
            "payment.unknown_fields",
            "pay_statement.total_hours",
            "pay_statement.gross_pay",
            "pay_statement.net_pay",
            "pay_statement.earnings",
            "pay_statement.taxes",
            "pay_statement.employee_deductions",
            "pay_statement.employer_contributions",
            "pay_statement.unknown_fields",
            "benefit.unknown_fields",
            "enrolment.employee_deduction",
            "enrolment.company_contribution",
            "enrolment.annual_maximum",
            "enrolment.catch_up",
            "enrolment.hsa_contribution_limit",
            "enrolment.unknown_fields"
        })
        List<String> sealed) {

    StoreProperties {
        sealed = List.copyOf(sealed);
        SealedFields.check(sealed);
    }
}
