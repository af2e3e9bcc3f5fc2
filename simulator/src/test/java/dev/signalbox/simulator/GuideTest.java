package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.script.FaultRule;
import dev.signalbox.simulator.script.FaultSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide shows only faults that can be read, and shows every kind. */
class GuideTest {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*");

    private static List<String> firstCells(String from, String to) throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guides", "simulator.md"));
        String section = guide.substring(guide.indexOf(from), guide.indexOf(to));
        return section.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyFaultOfTheGuideIsRead() throws IOException {
        List<String> faults = firstCells("## Faults", "## Endpoints");
        List<String> kinds = faults.stream()
                .map(FaultSpec::rule)
                .map(FaultRule::fault)
                .map(fault -> fault.getClass().getSimpleName())
                .distinct()
                .toList();
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "Status",
                        "ErrorEvent",
                        "Cut",
                        "Drop",
                        "Stall",
                        "Dribble",
                        "Garbage",
                        "ContentType",
                        "Headers",
                        "SlowHead",
                        "None");
    }
}
