package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a caller's key, shows it once, and writes the lines that let it in. */
@Command(
        name = "new",
        description = {
            "Make a key for a caller.",
            "The key is shown once and kept nowhere; the configuration holds only its SHA-256."
        })
final class KeyNewCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[!-~]{1,256}");

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "new-caller", description = "Who will use the key.")
    private String name = "";

    @Option(names = "--tenant", paramLabel = "T", description = "Whom the caller belongs to.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--team", paramLabel = "T", description = "Which part of the tenant the caller belongs to.")
    private Optional<String> team = Optional.empty();

    @Option(names = "--json", description = "Print an object with key, digest, name, tenant and team.")
    private boolean json;

    KeyNewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check("--name", name);
        tenant.ifPresent(value -> check("--tenant", value));
        team.ifPresent(value -> check("--team", value));
        CallerKey key = CallerKey.random(surroundings.random());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(JsonCodec.write(asJson(key)), UTF_8));
        } else {
            out.println("The key, shown only this once:");
            out.println();
            out.println("    " + key.reveal());
            out.println();
            out.println("What lets it in; put it into the configuration:");
            out.println();
            out.print(asYaml(key));
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private void check(String option, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new ParameterException(
                    spec.commandLine(), option + ": \"" + value + "\" (expected: 1 to 256 visible ASCII characters)");
        }
    }

    private Json asJson(CallerKey key) {
        return Json.object(fields -> {
            fields.put("key", key.reveal()).put("digest", key.digest()).put("name", name);
            fields.maybe("tenant", tenant.map(Json::text)).maybe("team", team.map(Json::text));
        });
    }

    private String asYaml(CallerKey key) {
        StringBuilder yaml = new StringBuilder("callers:\n");
        yaml.append("  ").append(YamlWord.of(name)).append(":\n");
        yaml.append("    key: \"").append(key.digest()).append("\"\n");
        tenant.ifPresent(
                value -> yaml.append("    tenant: ").append(YamlWord.of(value)).append('\n'));
        team.ifPresent(
                value -> yaml.append("    team: ").append(YamlWord.of(value)).append('\n'));
        return yaml.toString();
    }
}
