package dev.aviary.cli;

import dev.aviary.operators.Operators.Issued;
import java.io.PrintWriter;
import java.util.Arrays;

/** Shows the secret of an operator, once. */
final class IssuedSecret {

    private IssuedSecret() {}

    static void show(Issued issued, PrintWriter out) {
        var operator = issued.operator();
        out.print("Operator " + operator.name() + " (" + operator.role().word() + ")");
        var secret = issued.secret();
        if (secret == null) {
            out.println(": the secret is the one that was chosen.");
            return;
        }
        var text = secret.revealOnce();
        out.print(", secret: ");
        out.print(text);
        out.println();
        out.println("It is shown this once; 'aviary operators reset " + operator.name() + "' makes another.");
        Arrays.fill(text, '\0');
    }
}
