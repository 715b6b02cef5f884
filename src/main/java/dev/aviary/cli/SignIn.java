package dev.aviary.cli;

import dev.aviary.audit.Acting;
import dev.aviary.operators.Operator;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Permission;
import dev.aviary.operators.SignInRefusedException;
import dev.aviary.tenancy.TenantId;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;

/** Who acts at this command line: by {@code --as} and a secret, or by a key file. Commands that change or open something begin with it. */
final class SignIn {

    private final Operators operators;
    private final OperatorKeyFile file;
    private final boolean isFileChosen;
    private final @Nullable String name;

    private SignIn(ApplicationContext context, CommandSpec spec) {
        var root = (AviaryCommand) spec.root().userObject();
        this.operators = context.getBean(Operators.class);
        this.isFileChosen = root.keyFile != null;
        this.file = root.keyFile != null ? new OperatorKeyFile(root.keyFile) : context.getBean(OperatorKeyFile.class);
        this.name = root.as;
    }

    /**
     * From here to its end, the process acts as this operator. On a store without any, the first one is made and shown on standard error.
     *
     * @param about the one tenant that the command concerns; null if it concerns several or none in particular
     */
    static Operator to(Permission permission, @Nullable TenantId about, ApplicationContext context, CommandSpec spec) {
        return to(permission, about, context, spec, spec.commandLine().getErr());
    }

    /** @param first where a first operator is shown */
    static Operator to(
            Permission permission,
            @Nullable TenantId about,
            ApplicationContext context,
            CommandSpec spec,
            PrintWriter first) {
        var signIn = new SignIn(context, spec);
        signIn.makeFirst(first);
        var operator = signIn.operator();
        operator.require(permission, about);
        Acting.byDefault(operator.actor());
        return operator;
    }

    /** For the demo's service, which acts as the system. */
    static void prepare(ApplicationContext context, CommandSpec spec, PrintWriter first) {
        new SignIn(context, spec).makeFirst(first);
    }

    private void makeFirst(PrintWriter out) {
        operators.makeFirst(file).ifPresent(issued -> {
            try (issued) {
                out.println("aviary: there were no operators, so the first one was made.");
                IssuedSecret.show(issued, out);
                out.println("Commands of this user act as it by its key file " + file + ", without typing.");
                out.flush();
            }
        });
    }

    private Operator operator() {
        if (name == null || isFileChosen) {
            return byFile();
        }
        try (var secret = OperatorSecretInput.read("Secret of " + name + " (not shown): ")) {
            return operators.signIn(name, secret);
        }
    }

    private Operator byFile() {
        if (!isFileChosen && !file.exists()) {
            throw new UsageException(
                    "Say who acts: --as NAME asks for the secret, --key-file FILE proves it; there is no key file at "
                            + file);
        }
        try (var key = file.read()) {
            if (name != null && !name.equalsIgnoreCase(key.operator())) {
                throw new UsageException("The key file " + file + " is that of another operator than --as says");
            }
            return operators.signIn(key);
        } catch (SignInRefusedException e) {
            throw new UsageException(
                    "Sign-in refused: the key file " + file
                            + " does not fit any enabled operator (reset, disabled, or of another store); use --as NAME, or another --key-file");
        }
    }
}
