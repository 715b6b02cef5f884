package dev.aviary.cli;

import dev.aviary.cli.KnownSettings.Setting;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

/** All that is wrong with the values of settings, of all rooms: each setting is bound and judged alone, and where none is faulty the group as a whole. */
final class SettingsFaults {

    private final Binder binder;
    private final Validator validator;
    private final List<String> faults = new ArrayList<>();

    private SettingsFaults(Binder binder, Validator validator) {
        this.binder = binder;
        this.validator = validator;
    }

    static List<String> of(ConfigurableEnvironment environment) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            var found = new SettingsFaults(Binder.get(environment), validation.getValidator());
            KnownSettings.all().forEach(found::judge);
            KnownSettings.groups().forEach(found::judge);
            return found.faults;
        }
    }

    private void judge(Setting setting) {
        if (setting.group() != null) {
            Arrays.stream(setting.group().getRecordComponents())
                    .filter(component -> DataObjectPropertyName.toDashedForm(component.getName())
                            .equals(setting.component()))
                    .forEach(component -> judge(setting.name(), setting.group(), component));
        }
    }

    private void judge(String name, Class<?> group, RecordComponent component) {
        try {
            var value = binder.bind(name, Bindable.of(ResolvableType.forType(component.getGenericType())))
                    .orElse(null);
            if (value != null) {
                validator.validateValue(group, component.getName(), value).stream()
                        .map(violation -> Failures.faulty(name, value, violation.getMessage()))
                        .sorted()
                        .forEach(faults::add);
            }
        } catch (BindException e) {
            faults.add(Failures.explain(e));
        }
    }

    private void judge(String prefix, Class<?> group) {
        if (faults.stream().anyMatch(fault -> fault.contains(" " + prefix + "."))) {
            return;
        }
        try {
            binder.bindOrCreate(prefix, group);
        } catch (BindException e) {
            faults.add(Failures.explain(e));
        }
    }
}
