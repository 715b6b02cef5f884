package dev.aviary.cli;

import dev.aviary.leakscan.findings.Finding;
import dev.aviary.leakscan.findings.Findings;
import dev.aviary.operators.NotPermittedException;
import dev.aviary.operators.Operator;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Permission;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Finds what somebody typed after {@code findings show} and the like, among what lies within their scope. */
final class NamedFinding {

    private static final int ENOUGH_TO_DOUBT = 2;

    private NamedFinding() {}

    /** @throws UsageException the same if there is none and if it is another tenant's; the latter is written down */
    static Finding of(String asked, Operator operator, Permission permission, ApplicationContext context) {
        var findings = context.getBean(Findings.class);
        var alike = alike(asked, findings, operator);
        if (alike.size() > 1) {
            throw new UsageException("Several findings begin like that; say more of the id");
        }
        if (alike.isEmpty()) {
            if (operator.tenant() != null) {
                writeDown(asked, operator, permission, context);
            }
            throw new UsageException("There is no finding of that id; 'aviary findings list --all' shows them");
        }
        return alike.get(0);
    }

    private static List<Finding> alike(String asked, Findings findings, Operator operator) {
        try {
            return findings.beginningWith(asked, operator.tenant(), ENOUGH_TO_DOUBT);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; 'aviary findings list' shows ids", e);
        }
    }

    private static void writeDown(String asked, Operator operator, Permission permission, ApplicationContext context) {
        var hidden = context.getBean(Findings.class).beginningWith(asked, null, 1);
        if (!hidden.isEmpty()) {
            try {
                context.getBean(Operators.class)
                        .require(operator, permission, hidden.get(0).tenant());
            } catch (NotPermittedException e) {
                // Written down by now; who acts is told nothing of it.
            }
        }
    }
}
