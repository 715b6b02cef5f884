package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One entity of a connection: a company with its people. */
final class Entity {

    private static final int REMEMBERED_TOTALS = 2_000;

    private final Link link;
    private final int number;
    private final Ids ids;
    private final long key;
    private final String name;
    private final String domain;
    private final Population population;
    private final int firstRun;
    private final Changes changes = new Changes();
    private final Map<Integer, PayrollTotals> totals = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, PayrollTotals> eldest) {
            return size() > REMEMBERED_TOTALS;
        }
    };
    private volatile boolean disconnected;

    /** @param firstRun index of the oldest pay run there is */
    Entity(Link link, int number, Ids ids, long seed, String name, int size, int firstRun) {
        this.link = link;
        this.number = number;
        this.ids = ids;
        this.key = Draw.key(seed, number);
        this.name = name;
        this.domain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".example";
        this.population = new Population(key, size);
        this.firstRun = firstRun;
    }

    String id() {
        return ids.of(Kind.ENTITY, number, 0);
    }

    int number() {
        return number;
    }

    long key() {
        return key;
    }

    String name() {
        return name;
    }

    String domain() {
        return domain;
    }

    boolean assisted() {
        return link.assisted();
    }

    Changes changes() {
        return changes;
    }

    int firstRun() {
        return firstRun;
    }

    boolean isDisconnected() {
        return disconnected;
    }

    void disconnect() {
        disconnected = true;
    }

    void reconnect() {
        disconnected = false;
    }

    String personId(int index) {
        return ids.of(Kind.PERSON, number, link.epoch(), index);
    }

    String documentId(int index) {
        return ids.of(Kind.DOCUMENT, number, link.epoch(), index);
    }

    String paymentId(Run run) {
        return ids.of(Kind.PAYMENT, number, link.epoch(), run.index());
    }

    String payGroupId(int index) {
        return ids.of(Kind.PAY_GROUP, number, link.epoch(), index);
    }

    String benefitId(int index) {
        return ids.of(Kind.BENEFIT, number, index);
    }

    String companyId() {
        return ids.of(Kind.COMPANY, number, 0);
    }

    /** Whether an id that reads as {@code ref} is one of this entity's today: ids of before a change of all ids are not. */
    boolean owns(Ids.Ref ref) {
        return ref.place() == number && ref.epoch() == link.epoch();
    }

    /** Everybody ever listed, those who were removed included: indices run from 0 to here. */
    int everybody() {
        return population.size() + changes.added();
    }

    /** How many the directory lists. */
    int listed() {
        return everybody() - changes.removals();
    }

    boolean isListed(int index) {
        return index >= 0 && index < everybody() && !changes.isRemoved(index);
    }

    void load(Person person, int index, Draw draw) {
        population.load(person, index, draw);
        if (index >= population.size()) {
            person.startDay = changes.joinedOn(index - population.size());
            person.endDay = Person.NEVER;
            person.rehireDay = Person.NEVER;
            person.status = "active";
            person.active = true;
        }
    }

    /** A new person with made-up data, from that day on. */
    int addPerson(long day) {
        var index = population.size() + changes.add(day);
        forgetTotals();
        return index;
    }

    int locations() {
        return 1 + (int) ((key >>> 7) & 3);
    }

    void writeLocation(JsonGenerator json, int location) {
        var draw = new Draw(Draw.key(key, 50 + location));
        PeopleJson.address(json, draw.between(1, 400) + " " + draw.of(Vocabulary.STREETS), null, draw);
    }

    synchronized @Nullable PayrollTotals totals(int run) {
        return totals.get(run);
    }

    synchronized void remember(int run, PayrollTotals sums) {
        totals.put(run, sums);
    }

    private synchronized void forgetTotals() {
        totals.clear();
    }
}
