package dev.aviary.cli;

import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators.Issued;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How a first admin is shown.
 *
 * @param out where
 * @param showsSecret whether its secret is shown, which lasts until it is reset
 */
record FirstAdmin(PrintWriter out, boolean showsSecret) {

    /** On standard error; the secret only to somebody who sits at a terminal. */
    static FirstAdmin shownBy(CommandSpec spec) {
        return new FirstAdmin(spec.commandLine().getErr(), Terminal.isThere());
    }

    void show(Issued issued, OperatorKeyFile file, boolean production) {
        out.println("aviary: there were no operators, so the first one was made.");
        if (showsSecret) {
            IssuedSecret.show(issued, out);
        } else {
            out.println("Operator " + issued.operator().name()
                    + ": its secret is not shown without a terminal; 'aviary operators reset "
                    + issued.operator().name() + " --key-file " + file + "' makes another.");
        }
        out.println(
                production
                        ? "Its key file is " + file
                                + ": move it to where only its owner can read, and name it with --key-file."
                        : "Commands of this user act as it by its key file " + file + ", without typing.");
        out.flush();
    }
}
