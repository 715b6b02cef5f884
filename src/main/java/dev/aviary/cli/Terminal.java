package dev.aviary.cli;

import java.io.Console;

/** Whether somebody sits there: what is printed to a pipe is kept in mails, journals and logs of containers. */
final class Terminal {

    private Terminal() {}

    static boolean isThere() {
        var console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
