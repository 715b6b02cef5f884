package dev.aviary.sandbox;

import tools.jackson.core.JsonGenerator;

/** One statement as finch-api 2.12 shows it. */
final class PayStatementJson {

    private PayStatementJson() {}

    static void write(JsonGenerator json, Entity entity, Run run, Person person, Paycheck pay) {
        json.writeStartObject();
        json.writeStringProperty("individual_id", entity.personId(person.index));
        json.writeStringProperty("type", run.type());
        json.writeStringProperty("payment_method", pay.cheque ? "check" : "direct_deposit");
        json.writeName("total_hours");
        hours(json, pay.halfHours + pay.overtimeHalfHours);
        Payroll.money(json, "gross_pay", pay.gross());
        Payroll.money(json, "net_pay", pay.net());
        earnings(json, person, pay);
        taxes(json, pay);
        deductions(json, pay);
        contributions(json, pay);
        json.writeEndObject();
    }

    private static void earnings(JsonGenerator json, Person person, Paycheck pay) {
        json.writeArrayPropertyStart("earnings");
        var type = person.contractor ? "1099" : person.hourly() ? "wage" : "salary";
        earning(json, type, pay.baseName(person), pay.base, pay.halfHours);
        if (pay.overtime > 0) {
            earning(json, "overtime", "Overtime", pay.overtime, pay.overtimeHalfHours);
        }
        if (pay.bonus > 0) {
            earning(json, "bonus", "Spot bonus", pay.bonus, -1);
        }
        json.writeEndArray();
    }

    private static void earning(JsonGenerator json, String type, String name, long cents, int halfHours) {
        json.writeStartObject();
        json.writeStringProperty("type", type);
        json.writeStringProperty("name", name);
        json.writeNumberProperty("amount", cents);
        json.writeStringProperty("currency", "usd");
        json.writeName("hours");
        if (halfHours < 0) {
            json.writeNull();
        } else {
            hours(json, halfHours);
        }
        json.writeEndObject();
    }

    private static void taxes(JsonGenerator json, Paycheck pay) {
        json.writeArrayPropertyStart("taxes");
        if (pay.employeeTaxes() > 0) {
            tax(json, "federal", "Federal Income Tax", false, pay.federal);
            tax(json, "state", "State Income Tax", false, pay.state);
            tax(json, "fica", "Social Security", false, pay.socialSecurity);
            tax(json, "fica", "Medicare", false, pay.medicare);
            tax(json, "fica", "Social Security (Employer)", true, pay.socialSecurity);
            tax(json, "fica", "Medicare (Employer)", true, pay.medicare);
            tax(json, "federal", "FUTA", true, pay.unemployment);
        }
        json.writeEndArray();
    }

    private static void tax(JsonGenerator json, String type, String name, boolean employer, long cents) {
        json.writeStartObject();
        json.writeStringProperty("type", type);
        json.writeStringProperty("name", name);
        json.writeBooleanProperty("employer", employer);
        json.writeNumberProperty("amount", cents);
        json.writeStringProperty("currency", "usd");
        json.writeEndObject();
    }

    private static void deductions(JsonGenerator json, Paycheck pay) {
        json.writeArrayPropertyStart("employee_deductions");
        if (pay.retirement > 0) {
            deduction(json, "401k", pay.retirement);
        }
        if (pay.medical > 0) {
            deduction(json, "s125_medical", pay.medical);
        }
        json.writeEndArray();
    }

    private static void deduction(JsonGenerator json, String type, long cents) {
        json.writeStartObject();
        json.writeStringProperty("name", type.equals("401k") ? "401(k)" : "Medical");
        json.writeNumberProperty("amount", cents);
        json.writeStringProperty("currency", "usd");
        json.writeBooleanProperty("pre_tax", true);
        json.writeStringProperty("type", type);
        json.writeEndObject();
    }

    private static void contributions(JsonGenerator json, Paycheck pay) {
        json.writeArrayPropertyStart("employer_contributions");
        if (pay.match > 0) {
            json.writeStartObject();
            json.writeStringProperty("name", "401(k) match");
            json.writeNumberProperty("amount", pay.match);
            json.writeStringProperty("currency", "usd");
            json.writeStringProperty("type", "401k");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void hours(JsonGenerator json, int halfHours) {
        if ((halfHours & 1) == 0) {
            json.writeNumber(halfHours / 2);
        } else {
            json.writeNumber(halfHours / 2 + ".5");
        }
    }
}
