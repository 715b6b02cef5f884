package dev.aviary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.aviary.Pages;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that a page names is one that the grammar knows. */
class DocumentedCommandsTests {

    private static final Pattern IN_LINE = Pattern.compile("`aviary ([a-z][^`]*)`");
    private static final Pattern IN_BLOCK =
            Pattern.compile("^ *java -jar target/aviary\\.jar (.*)$", Pattern.MULTILINE);

    @Test
    void areKnown() {
        var commands = Pages.all().stream()
                .map(page -> Pages.text(page.toString()))
                .flatMap(text -> List.of(IN_LINE, IN_BLOCK).stream()
                        .flatMap(pattern -> pattern.matcher(text).results()))
                .map(command -> command.group(1))
                .toList();

        assertThat(commands).hasSizeGreaterThan(10).allSatisfy(command -> assertThatCode(
                        () -> grammar().parseArgs(arguments(command)))
                .as(command)
                .doesNotThrowAnyException());
    }

    /** An example value stands for a placeholder in capitals; a command named without its options needs them to be read. */
    private static String[] arguments(String command) {
        var complete = command.matches("connections (add|exchange)") ? command + " --tenant NAME" : command;
        return complete.replaceAll("\\b(RUN|P|N|M|S|MS)\\b", "1").split(" ");
    }

    private static CommandLine grammar() {
        var line = new CommandLine(new AviaryCommand(), new CommandFactory(new Application(Object.class)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getSubcommands().get("sandbox").setUnmatchedOptionsArePositionalParams(true);
        return line;
    }
}
