package dev.aviary.sandbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A person as directory, individual and employment show them (finch-api 2.8 to 2.10). Needs a draw of its own: not thread-safe. */
final class PeopleJson {

    private static final long ADULT_DAYS = 365L * 19;

    private final Draw draw = new Draw();
    private final Entity entity;

    PeopleJson(Entity entity) {
        this.entity = entity;
    }

    void directoryRow(JsonGenerator json, Person person) {
        json.writeStartObject();
        name(json, person);
        manager(json, person);
        department(json, person);
        json.writeBooleanProperty("is_active", person.active);
        json.writeEndObject();
    }

    void individual(JsonGenerator json, Person person, boolean withSsn) {
        draw.restart(Draw.key(person.key, 1));
        json.writeStartObject();
        name(json, person);
        json.writeStringProperty("preferred_name", draw.percent(6) ? person.first.substring(0, 2) : null);
        emails(json, person);
        phones(json);
        json.writeStringProperty("gender", gender(person));
        json.writeStringProperty("ethnicity", draw.percent(80) ? draw.of(Vocabulary.ETHNICITIES) : null);
        json.writeStringProperty("marital_status", draw.percent(70) ? draw.of(Vocabulary.MARITAL) : null);
        json.writeStringProperty("dob", birth(person).toString());
        json.writeName("residence");
        home(json);
        if (withSsn) {
            json.writeStringProperty("ssn", ssn(person.index));
            json.writeNullProperty("encrypted_ssn");
        }
        json.writeEndObject();
    }

    void employment(JsonGenerator json, Person person, long asOfDay) {
        draw.restart(Draw.key(person.key, 2));
        json.writeStartObject();
        name(json, person);
        json.writeStringProperty("title", person.title);
        manager(json, person);
        department(json, person);
        json.writeObjectPropertyStart("employment");
        json.writeStringProperty("type", person.contractor ? "contractor" : "employee");
        json.writeStringProperty("subtype", person.subtype);
        json.writeEndObject();
        json.writeStringProperty("employment_status", person.status);
        json.writeBooleanProperty("is_active", person.active);
        date(json, "start_date", person.startDay);
        date(json, "end_date", person.endDay);
        date(json, "latest_rehire_date", person.rehireDay);
        json.writeStringProperty("class_code", draw.percent(60) ? "8" + draw.between(100, 999) : null);
        json.writeStringProperty(
                "flsa_status", person.contractor ? "unknown" : person.exempt ? "exempt" : "non_exempt");
        workplace(json, person);
        union(json, person);
        json.writeBooleanProperty("key_employee", person.index == 0);
        json.writeBooleanProperty("highly_compensated_employee", person.exempt && person.payCents > 15_000_000L);
        income(json, person, asOfDay);
        custom(json);
        var source = "E-" + (100_000 + person.index);
        json.writeStringProperty("source_id", source);
        json.writeStringProperty("work_id", source);
        json.writeEndObject();
    }

    private void name(JsonGenerator json, Person person) {
        json.writeStringProperty("id", entity.personId(person.index));
        json.writeStringProperty("first_name", person.first);
        json.writeStringProperty("middle_name", person.middle);
        json.writeStringProperty("last_name", person.last);
    }

    private void manager(JsonGenerator json, Person person) {
        if (person.manager < 0) {
            json.writeNullProperty("manager");
            return;
        }
        json.writeObjectPropertyStart("manager");
        json.writeStringProperty("id", entity.personId(person.manager));
        json.writeEndObject();
    }

    private static void department(JsonGenerator json, Person person) {
        if (person.department < 0) {
            json.writeNullProperty("department");
            return;
        }
        json.writeObjectPropertyStart("department");
        json.writeStringProperty("name", Vocabulary.DEPARTMENTS[person.department]);
        json.writeEndObject();
    }

    private void emails(JsonGenerator json, Person person) {
        var address = new StringBuilder(64);
        spell(address, person.first);
        spell(address.append('.'), person.last);
        var local = address.append(person.index + 1).toString();
        json.writeArrayPropertyStart("emails");
        typed(json, local + "@" + entity.domain(), "work");
        if (draw.percent(60)) {
            typed(json, local + "@mail.example", draw.percent(90) ? "personal" : null);
        }
        json.writeEndArray();
    }

    /** A name as it stands in an address: lower case, without accents. */
    private static void spell(StringBuilder address, String name) {
        for (int i = 0; i < name.length(); i++) {
            var letter = Character.toLowerCase(name.charAt(i));
            address.append(
                    letter == 'ø' ? 'o' : letter == 'ú' ? 'u' : letter == 'ñ' ? 'n' : letter == '\'' ? '-' : letter);
        }
    }

    private void phones(JsonGenerator json) {
        if (draw.percent(10)) {
            json.writeNullProperty("phone_numbers");
            return;
        }
        json.writeArrayPropertyStart("phone_numbers");
        typed(json, phone(draw), draw.percent(80) ? "personal" : null);
        json.writeEndArray();
    }

    /** From the block 555-0100 to 555-0199, which is set aside for fiction. */
    static String phone(Draw draw) {
        return "+1" + draw.of(Vocabulary.CITIES)[3] + "55501" + (char) ('0' + draw.below(10))
                + (char) ('0' + draw.below(10));
    }

    private static void typed(JsonGenerator json, String data, @Nullable String type) {
        json.writeStartObject();
        json.writeStringProperty("data", data);
        json.writeStringProperty("type", type);
        json.writeEndObject();
    }

    private @Nullable String gender(Person person) {
        var answer = draw.below(100);
        return answer < 88
                ? (person.female ? "female" : "male")
                : answer < 92 ? "decline_to_specify" : answer < 94 ? "other" : null;
    }

    private LocalDate birth(Person person) {
        return LocalDate.ofEpochDay(person.startDay - ADULT_DAYS - draw.below(365 * 38));
    }

    private void home(JsonGenerator json) {
        if (draw.percent(4)) {
            json.writeNull();
            return;
        }
        address(
                json,
                draw.between(1, 999) + " " + draw.of(Vocabulary.STREETS),
                draw.percent(12) ? "Apt " + draw.between(1, 60) : null,
                draw);
    }

    static void address(JsonGenerator json, String line1, @Nullable String line2, Draw draw) {
        var city = draw.of(Vocabulary.CITIES);
        json.writeStartObject();
        json.writeStringProperty("line1", line1);
        json.writeStringProperty("line2", line2);
        json.writeStringProperty("city", city[0]);
        json.writeStringProperty("state", city[1]);
        json.writeStringProperty(
                "postal_code", city[2] + (char) ('0' + draw.below(10)) + (char) ('0' + draw.below(10)));
        json.writeStringProperty("country", "US");
        json.writeEndObject();
    }

    /** Area 666 has never been issued. The steps are coprime to the number of such numbers, so nobody within an entity shares one. */
    private String ssn(int index) {
        var number = (int) ((index * 7_919L + entity.number() * 104_729L) % (99 * 9_999));
        return "666-" + padded(1 + number / 9_999, 2) + "-" + padded(1 + number % 9_999, 4);
    }

    private static String padded(int number, int width) {
        var digits = Integer.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }

    private static void date(JsonGenerator json, String name, long day) {
        json.writeStringProperty(
                name, day == Person.NEVER ? null : LocalDate.ofEpochDay(day).toString());
    }

    private void workplace(JsonGenerator json, Person person) {
        json.writeName("location");
        if (draw.percent(8)) {
            json.writeNull();
            return;
        }
        entity.writeLocation(json, person.index % entity.locations());
    }

    private void union(JsonGenerator json, Person person) {
        var member = person.hourly() && !person.contractor && draw.percent(20);
        json.writeStringProperty("union_code", member ? "LU" + draw.between(10, 19) : null);
        json.writeStringProperty("union_local", member ? "Local " + draw.between(100, 120) : null);
    }

    private static void income(JsonGenerator json, Person person, long asOfDay) {
        var raises = Income.raises(person, asOfDay);
        json.writeName("income");
        income(json, person, raises);
        json.writeArrayPropertyStart("income_history");
        for (int i = raises - 1; i >= 0 && i >= raises - 3; i--) {
            income(json, person, i);
        }
        json.writeEndArray();
    }

    private static void income(JsonGenerator json, Person person, int raises) {
        json.writeStartObject();
        json.writeStringProperty("unit", person.payUnit);
        json.writeNumberProperty("amount", Income.cents(person, raises));
        json.writeStringProperty("currency", "usd");
        json.writeStringProperty("effective_date", Income.since(person, raises).toString());
        json.writeEndObject();
    }

    private void custom(JsonGenerator json) {
        if (entity.assisted()) {
            json.writeNullProperty("custom_fields");
            return;
        }
        json.writeArrayPropertyStart("custom_fields");
        json.writeStartObject();
        json.writeStringProperty("name", "Badge");
        json.writeNumberProperty("value", draw.between(1_000, 9_999));
        json.writeEndObject();
        if (draw.percent(15)) {
            json.writeStartObject();
            json.writeStringProperty("name", "Crew");
            json.writeArrayPropertyStart("value");
            json.writeString(draw.percent(50) ? "north" : "south");
            json.writeNumber(draw.between(1, 9));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
