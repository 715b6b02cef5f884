package dev.aviary.cli;

import dev.aviary.cli.CheckUp.Line;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.operators.AccountChangedException;
import dev.aviary.operators.KeyFileException;
import dev.aviary.operators.Operator;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Role;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** What {@code aviary doctor} says of the operators: whether their rows are as Aviary wrote them, and whether an admin's key file lies open to all. */
final class OperatorsCheckUp {

    private static final String ABOUT = "operators";

    private final Operators operators;
    private final OperatorKeyFile usual;
    private final boolean production;

    /** @param usual the key file that commands use unless they name another */
    OperatorsCheckUp(Operators operators, OperatorKeyFile usual, boolean production) {
        this.operators = operators;
        this.usual = usual;
        this.production = production;
    }

    List<Line> lines() {
        try {
            var all = operators.all();
            var lines = new ArrayList<Line>();
            lines.add(
                    all.isEmpty()
                            ? Line.ok(
                                    ABOUT,
                                    "there are none yet; the first command that changes something makes an admin")
                            : Line.ok(ABOUT, all.size() + " accounts are as they were written"));
            if (production && usual.exists() && isOfAnAdmin(all)) {
                lines.add(
                        Line.warn(
                                ABOUT,
                                "an admin's key file lies at " + usual
                                        + ", where everybody who uses this user of the machine can act by it; move it to where only its owner can read"));
            }
            return lines;
        } catch (AccountChangedException e) {
            return List.of(Line.bad(ABOUT, String.valueOf(e.getMessage())));
        } catch (KeyUnusableException e) {
            return List.of(Line.bad(ABOUT, "accounts cannot be checked as long as the keys are of no use"));
        } catch (DataAccessException e) {
            return List.of(Line.bad(ABOUT, "the database cannot be asked for the accounts"));
        }
    }

    /** A file that cannot be read may be one. */
    private boolean isOfAnAdmin(List<Operator> all) {
        try (var key = usual.read()) {
            return all.stream()
                    .anyMatch(operator -> operator.enabled()
                            && operator.role() == Role.ADMIN
                            && operator.name().equals(key.operator()));
        } catch (KeyFileException | KeyUnusableException e) {
            return true;
        }
    }
}
