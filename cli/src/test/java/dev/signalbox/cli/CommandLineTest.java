package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void tellsTheVersionThatTheBuildWroteDown() {
        Run run = Run.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("(?s)signalbox \\d+\\.\\d+\\.\\d+.*\\RJava \\d+.*");
    }

    @Test
    void asksForACommandAndPointsToHelp() {
        Run run = Run.of();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("signalbox: Which command?", "Help: signalbox --help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = Run.of("simulat");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'simulat'").contains("did you mean simulate");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        Run run = Run.of("key", "new", "--nam=x");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--nam").contains("did you mean --name?").contains("signalbox key new --help");
    }

    @Test
    void listsEveryCommandInTheHelp() {
        Run run = Run.of("--help");
        assertThat(run.status()).isZero();
        Main.commandLine(Surroundings.ofProcess())
                .getSubcommands()
                .forEach((name, command) -> assertThat(
                                run.out().lines().map(String::strip).anyMatch(line -> line.startsWith(name + " ")))
                        .as(name)
                        .isEqualTo(!command.getCommandSpec().usageMessage().hidden()));
    }

    @Test
    void saysWhichCommandOfTheRouterAsksAGateway() {
        assertThat(Run.of("router", "--help").out().replaceAll("\\s+", " "))
                .contains("nobody is called but by compare, which asks a gateway");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesItselfAndEachOfItsOptions(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        Run run = Run.of(arguments.toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: signalbox " + String.join(" ", command));
        assertThat(run.err()).isEmpty();
        CommandLine line = find(command);
        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(line.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    }

    private static CommandLine find(List<String> command) {
        CommandLine line = Main.commandLine(Surroundings.ofProcess());
        for (String name : command) {
            line = line.getSubcommands().get(name);
        }
        return line;
    }

    static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Main.commandLine(Surroundings.ofProcess()), List.of(), all);
        return all;
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
        line.getSubcommands().forEach((name, command) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            all.add(longer);
            collect(command, longer, all);
        });
    }
}
