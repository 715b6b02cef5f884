package dev.aviary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SealedFieldsTests {

    @Test
    void refusesFieldsThatDoNotExistAndNamesThoseThatDo() {
        var setting = new MapConfigurationPropertySource(
                Map.of("aviary.store.sealed", "individual.dob, individual.shoe_size, payroll.ssn"));

        assertThatThrownBy(() -> new Binder(setting).bind("aviary.store", Bindable.of(StoreProperties.class)))
                .rootCause()
                .hasMessageContaining("cannot be sealed: individual.shoe_size, payroll.ssn. Valid are")
                .hasMessageContaining("individual.residence");
    }

    @Test
    void takesAListFromASetting() {
        var setting =
                new MapConfigurationPropertySource(Map.of("aviary.store.sealed", "individual.dob,employment.title"));

        assertThat(new Binder(setting)
                        .bind("aviary.store", Bindable.of(StoreProperties.class))
                        .get()
                        .sealed())
                .containsExactly("individual.dob", "employment.title");
    }

    @Test
    void sealsUnknownFieldsOfEveryTableByDefault() {
        assertThat(TestStore.DEFAULT)
                .containsAll(Tables.all()
                        .map(table -> table.qualified(RecordJson.UNKNOWN))
                        .toList());
    }

    @Test
    void doesNotMindTheOrderOfTheSetting() {
        assertThat(new SealedFields(List.of("individual.dob", "individual.ssn")).version())
                .isEqualTo(new SealedFields(List.of("individual.ssn", "individual.dob")).version());
    }

    @Test
    void coversEveryComponentOfEveryRecord() {
        assertThat(Tables.all().filter(table -> !components(table).equals(fields(table))))
                .isEmpty();
    }

    private static TreeSet<String> components(Table<?> table) {
        return java.util.Arrays.stream(table.type().getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .map(name -> name.equals("unknown") ? RecordJson.UNKNOWN : name)
                .filter(name -> !name.equals(table.key().property()))
                .filter(name -> table != Tables.EMPLOYMENT || !name.startsWith("income"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> fields(Table<?> table) {
        return table.fields().stream().map(Field::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
