package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.LifecycleSettings;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecycleSectionTest {

    /** Three models a, b and c, each with what is written of it. */
    private static String models(String a, String b, String c) {
        return """
                providers: { p: { dialect: openai } }
                models:
                  a: { provider: p %s }
                  b: { provider: p %s }
                  c: { provider: p %s }
                """.formatted(lifecycle(a), lifecycle(b), lifecycle(c));
    }

    private static String lifecycle(String keys) {
        return keys.isEmpty() ? "" : ", lifecycle: { deprecated: 2026-01-01, " + keys + " }";
    }

    @Test
    void needsNoMoreThanTheDayOfTheDeprecation() {
        String text = models("link: \"https://example.com/a\"", "", "");
        assertThat(Yaml.settings(text.replace(", link: \"https://example.com/a\"", ""))
                        .models()
                        .get("a")
                        .lifecycle())
                .contains(new LifecycleSettings(
                        LocalDate.parse("2026-01-01"), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void isThereForRoutesToo() {
        String text = models("", "", "")
                + "routes: { r: { strategy: static, targets: [{ model: a }], lifecycle: { deprecated: 2026-01-01,"
                + " successor: a } } }\n";
        assertThat(Yaml.settings(text).routes().get("r").lifecycle())
                .contains(new LifecycleSettings(
                        LocalDate.parse("2026-01-01"), Optional.empty(), Optional.of("a"), Optional.empty()));
    }

    @Test
    void refusesWhatIsNoDayOrNoAddress() {
        assertThat(Yaml.errors(models("sunset: 2026-02-30, link: \"ftp://x\"", "", "")))
                .containsExactly(
                        "signalbox.yaml:3:67 models.a.lifecycle.sunset: \"2026-02-30\""
                                + " (expected: a day such as 2026-12-31)",
                        "signalbox.yaml:3:85 models.a.lifecycle.link: \"ftp://x\""
                                + " (expected: an http or https address)");
        assertThat(Yaml.errors("""
                        providers: { p: { dialect: openai } }
                        models: { a: { provider: p, sunset: 2026-01-01, lifecycle: { retirement: 2026-01-01 } } }
                        """))
                .anyMatch(line -> line.contains("models.a.sunset: unknown key (use lifecycle.sunset instead)"))
                .anyMatch(line -> line.contains("lifecycle.retirement: unknown key (use sunset instead)"))
                .anyMatch(line -> line.contains("lifecycle.deprecated: missing"));
    }

    @Test
    void endsAfterItIsDeprecated() {
        assertThat(Yaml.errors(models("sunset: 2026-01-01", "", "")))
                .singleElement()
                .asString()
                .endsWith("models.a.lifecycle.sunset: 2026-01-01 (expected: a day after 2026-01-01)");
    }

    @Test
    void hasASuccessorThatIsThere() {
        assertThat(Yaml.errors(models("successor: bb", "", "")))
                .singleElement()
                .asString()
                .contains("models.a.lifecycle.successor: no route or model \"bb\" (expected one of: a, b, c;");
        assertThat(Yaml.errors(models("successor: \"b*\"", "", "")))
                .singleElement()
                .asString()
                .endsWith("\"b*\" (expected: one name, without *)");
    }

    @Test
    void hasASuccessorThatLivesLonger() {
        assertThat(Yaml.errors(models("sunset: 2026-06-01, successor: b", "sunset: 2026-05-31", "")))
                .singleElement()
                .asString()
                .endsWith("\"b\" is retired itself on 2026-05-31 (expected: a name that is there after 2026-06-01)");
        assertThat(Yaml.errors(models("successor: b", "sunset: 2030-01-01", "")))
                .singleElement()
                .asString()
                .endsWith("(expected: a name that is there for good)");
        assertThat(Yaml.errors(models("sunset: 2026-06-01, successor: b", "sunset: 2026-07-01, successor: c", "")))
                .isEmpty();
    }

    @Test
    void neverLeadsBack() {
        assertThat(Yaml.errors(models("successor: a", "", "")))
                .singleElement()
                .asString()
                .endsWith("models.a.lifecycle.successor: \"a\" leads back to \"a\" (expected: another name)");
        assertThat(Yaml.errors(models("successor: b", "successor: c", "successor: a")))
                .hasSize(3)
                .allMatch(line -> line.contains("leads back to"));
        assertThat(Yaml.errors(models("successor: b", "successor: c", "successor: b")))
                .hasSize(2);
    }
}
