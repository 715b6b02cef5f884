package dev.aviary.cli;

import dev.aviary.audit.Acting;
import dev.aviary.operators.Operator;
import dev.aviary.operators.OperatorKeyFile;
import dev.aviary.operators.Operators;
import dev.aviary.operators.Permission;
import dev.aviary.operators.SignInRefusedException;
import dev.aviary.tenancy.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Model.CommandSpec;

/** Who acts at this command line: by {@code --as} and a secret, or by a key file. Commands that change or open something begin with it. */
final class SignIn {

    private final Operators operators;
    private final OperatorKeyFile file;
    private final boolean isFileChosen;
    private final @Nullable String name;
    private final boolean production;

    private SignIn(ApplicationContext context, CommandSpec spec) {
        this(context, spec, context.getBean(Operators.class));
    }

    private SignIn(ApplicationContext context, CommandSpec spec, Operators operators) {
        var root = (AviaryCommand) spec.root().userObject();
        this.operators = operators;
        this.isFileChosen = root.keyFile != null;
        this.file = root.keyFile != null ? new OperatorKeyFile(root.keyFile) : context.getBean(OperatorKeyFile.class);
        this.name = root.as;
        this.production = ProductionRules.isProduction(context.getEnvironment());
    }

    /**
     * From here to its end, the process acts as this operator. On a store without any, the first one is made and shown on standard error.
     *
     * @param about the one tenant that the command concerns; null if it concerns several or none in particular
     */
    static Operator to(Permission permission, @Nullable TenantId about, ApplicationContext context, CommandSpec spec) {
        return to(permission, about, context, spec, FirstAdmin.shownBy(spec));
    }

    /** @param first how a first operator is shown */
    static Operator to(
            Permission permission,
            @Nullable TenantId about,
            ApplicationContext context,
            CommandSpec spec,
            FirstAdmin first) {
        var signIn = new SignIn(context, spec);
        return signIn.acting(signIn.operatorOr(first), permission, about);
    }

    /**
     * For commands on something whose tenant is not to be told to everybody: as {@link #to}.
     *
     * @return who acts; what there is for it lies within its scope
     */
    static Operator toActWithinScope(Permission permission, ApplicationContext context, CommandSpec spec) {
        var signIn = new SignIn(context, spec);
        var operator = signIn.operatorOr(FirstAdmin.shownBy(spec));
        return signIn.acting(operator, permission, operator.tenant());
    }

    /**
     * For commands that open nothing and change nothing, and yet show what not everybody may see: makes no operator and no key.
     *
     * @return who looks; shown is what lies within its scope
     */
    static Operator toLook(Permission permission, ApplicationContext context, CommandSpec spec) {
        var signIn = new SignIn(context, spec);
        if (signIn.operators.isEmpty()) {
            throw new UsageException(
                    "There are no operators yet, so nobody may look; the first command that changes something makes the first");
        }
        var operator = signIn.operator();
        return signIn.acting(operator, permission, permission == Permission.LOOK ? operator.tenant() : null);
    }

    /** On a database whose keysets may be gone; there are operators. */
    static void toRestoreKeys(ApplicationContext context, CommandSpec spec) {
        var signIn = new SignIn(context, spec, context.getBean(Operators.class).toRestoreKeys());
        signIn.acting(signIn.operator(), Permission.MANAGE_KEYS, null);
    }

    private Operator operatorOr(FirstAdmin first) {
        var made = makeFirst(first);
        return name == null && made.isPresent() ? made.get() : operator();
    }

    private Operator acting(Operator operator, Permission permission, @Nullable TenantId about) {
        operators.require(operator, permission, about);
        Acting.byDefault(operator.actor());
        return operator;
    }

    /** For the demo's service, which acts as the system. */
    static void prepare(ApplicationContext context, CommandSpec spec, FirstAdmin first) {
        new SignIn(context, spec).makeFirst(first);
    }

    private Optional<Operator> makeFirst(FirstAdmin first) {
        return operators.makeFirst(file).map(issued -> {
            try (issued) {
                first.show(issued, file, production);
                return issued.operator();
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

    /** The usual file is everybody's who uses this user of the machine, and therefore proves nobody where it matters. */
    private Operator byFile() {
        if (!isFileChosen && production) {
            throw new UsageException(
                    "Say who acts: --as NAME asks for the secret, --key-file FILE proves it; with aviary.production no key file is used unasked");
        }
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
