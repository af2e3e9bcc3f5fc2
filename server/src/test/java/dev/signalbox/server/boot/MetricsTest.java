package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What callers write never becomes a series of its own. */
class MetricsTest {
    private static final Pattern LABEL = Pattern.compile("(?:asked|model|target)=\"([^\"]*)\"");

    @Test
    void theNumberOfSeriesIsBoundedByTheConfiguration() {
        try (TestGateway road = TestGateway.plain()) {
            for (int i = 0; i < 60; i++) {
                for (String model : new String[] {"sim-" + i, "nobody-" + i}) {
                    road.post(
                            "/v1/chat/completions",
                            "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"echo: x\"}]}");
                }
            }
            String metrics = road.get("/metrics").body();
            Set<String> labels = Arrays.stream(metrics.split("\n"))
                    .filter(line -> line.startsWith("signalbox_"))
                    .flatMap(line -> LABEL.matcher(line).results().map(found -> found.group(1)))
                    .collect(Collectors.toSet());
            assertThat(labels).contains("sim-*", "other").isSubsetOf("sim-*", "other", "none");
            assertThat(number(
                            metrics,
                            "signalbox_requests_total\\{[^}]*asked=\"sim-\\*\"[^}]*status=\"200\"[^}]*\\} (\\S+)"))
                    .isEqualTo(60);
        }
    }

    private static double number(String metrics, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(metrics);
        assertThat(matcher.find()).as(metrics).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
