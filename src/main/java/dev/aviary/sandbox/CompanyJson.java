package dev.aviary.sandbox;

import tools.jackson.core.JsonGenerator;

/** A company as finch-api 2.7 shows it. Account numbers are made of a prefix that no bank has. */
final class CompanyJson {

    private CompanyJson() {}

    static void write(JsonGenerator json, Entity entity) {
        var draw = new Draw(Draw.key(entity.key(), 0xC0));
        json.writeStartObject();
        json.writeStringProperty("id", entity.companyId());
        json.writeStringProperty("legal_name", entity.name() + (draw.percent(60) ? " LLC" : " Inc."));
        json.writeObjectPropertyStart("entity");
        var corporation = draw.percent(40);
        json.writeStringProperty("type", corporation ? "corporation" : "llc");
        json.writeStringProperty("subtype", corporation ? "c_corporation" : null);
        json.writeEndObject();
        json.writeStringProperty("primary_email", "owner@" + entity.domain());
        json.writeStringProperty("primary_phone_number", PeopleJson.phone(draw));
        json.writeStringProperty("ein", "00-" + (1_000_000 + draw.below(9_000_000)));
        departments(json);
        json.writeArrayPropertyStart("locations");
        for (int i = 0; i < entity.locations(); i++) {
            entity.writeLocation(json, i);
        }
        json.writeEndArray();
        accounts(json, draw);
        json.writeEndObject();
    }

    private static void departments(JsonGenerator json) {
        json.writeArrayPropertyStart("departments");
        for (var department : Vocabulary.DEPARTMENTS) {
            json.writeStartObject();
            json.writeStringProperty("name", department);
            json.writeNullProperty("parent");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void accounts(JsonGenerator json, Draw draw) {
        json.writeArrayPropertyStart("accounts");
        json.writeStartObject();
        json.writeStringProperty("routing_number", "99000000" + draw.below(10));
        json.writeStringProperty("account_name", "Payroll");
        json.writeStringProperty("institution_name", "Example Bank");
        json.writeStringProperty("account_type", "checking");
        json.writeStringProperty("account_number", "0000" + (100_000 + draw.below(900_000)));
        json.writeEndObject();
        json.writeEndArray();
    }
}
