package dev.aviary.sync;

import dev.aviary.finch.FinchException;
import dev.aviary.finch.FinchProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads one entity, stage after stage, beginning where a former attempt ended. A product that cannot be read does not stop the others. */
@Component
class EntitySync {

    private final Map<Stage, StageReader> readers = new EnumMap<>(Stage.class);
    private final SyncTasks tasks;
    private final SyncProperties properties;

    EntitySync(List<StageReader> readers, SyncTasks tasks, SyncProperties properties) {
        readers.forEach(reader -> reader.stages().forEach(stage -> this.readers.put(stage, reader)));
        this.tasks = tasks;
        this.properties = properties;
    }

    /** @param granted Finch's words of the products that the token may read; empty if Finch did not say */
    void read(EntityPull pull, Set<String> granted) {
        var begin = pull.cursor().isIn(pull.entity()) ? pull.cursor().stage() : Stage.COMPANY;
        for (var stage : Stage.values()) {
            if (stage.compareTo(begin) >= 0 && isWanted(stage)) {
                read(pull, stage, granted);
            }
        }
        leave(pull);
    }

    private boolean isWanted(Stage stage) {
        return stage != Stage.BENEFITS || properties.benefits();
    }

    private void read(EntityPull pull, Stage stage, Set<String> granted) {
        if (!granted.isEmpty() && !isGranted(stage, granted)) {
            missing(pull, stage);
            return;
        }

        try {
            readers.get(stage).read(pull, stage, granted);
        } catch (NotYetException e) {
            tasks.waiting(pull.task());
            if (stage.compareTo(Stage.DIRECTORY) <= 0) {
                throw e;
            }
        } catch (FinchException e) {
            if (e.problem() != FinchProblem.MISSING_PRODUCT && e.problem() != FinchProblem.NOT_OFFERED) {
                throw e;
            }
            missing(pull, stage);
        }
    }

    private static boolean isGranted(Stage stage, Set<String> granted) {
        return granted.contains(stage.product().word()) || (stage == Stage.BENEFITS && granted.contains("deduction"));
    }

    private void missing(EntityPull pull, Stage stage) {
        if (stage.isExpected()) {
            tasks.missing(pull.task(), stage.product().word());
        }
    }

    /** The last stage is done: the cursor stands behind everything, so that a restart does not read it again. */
    private static void leave(EntityPull pull) {
        pull.commit(Stage.BENEFITS, Integer.MAX_VALUE, List.of(), List.of(), () -> {});
    }
}
