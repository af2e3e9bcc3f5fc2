package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.CallerSettings;
import dev.signalbox.server.settings.KeyDigest;
import dev.signalbox.server.settings.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerSectionTest {

    private static final KeyDigest ONE = KeyDigest.of("one");
    private static final KeyDigest TWO = KeyDigest.of("two");

    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(Yaml.settings("callers: { c: { key: \"%s\" } }\n".formatted(ONE.written()))
                        .callers())
                .containsOnlyKeys("c")
                .containsValue(
                        new CallerSettings("c", List.of(ONE), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void readsEveryKey() {
        String text = """
                callers:
                  support-bot:
                    key: ["%s", "%s"]
                    tenant: retail
                    plan: sandbox
                    team: search
                    may-use: [assistant, "gpt-*"]
                    served-by: ["gpt-*", claude]
                    zones: [eu, ch]
                    data-class: clinical
                    metadata: { team: search, cost-center: 42 }
                """.formatted(ONE.written(), TWO.written());
        assertThat(Yaml.settings(text).callers().get("support-bot"))
                .isEqualTo(new CallerSettings(
                        "support-bot",
                        List.of(ONE, TWO),
                        Optional.of("retail"),
                        Optional.of("sandbox"),
                        Optional.of("search"),
                        Optional.of(List.of("assistant", "gpt-*")),
                        Map.of("team", "search", "cost-center", "42"),
                        new BoundarySettings(
                                Optional.of(List.of("eu", "ch")),
                                Optional.of("clinical"),
                                Optional.of(List.of(new NamePattern("gpt-*"), new NamePattern("claude"))))));
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        assertThat(Yaml.errors("callers: { c: { keys: x, models: [] } }\n"))
                .containsExactly(
                        "signalbox.yaml:1:12 callers.c.key: missing"
                                + " (expected: sha256: and 64 hexadecimal digits, or a list of such)",
                        "signalbox.yaml:1:17 callers.c.keys: unknown key (use key, which may be a list instead)",
                        "signalbox.yaml:1:26 callers.c.models: unknown key (use may-use instead)");
    }

    @Test
    void keepsAnEmptyMayUseApartFromNone() {
        String text = "callers: { c: { key: \"%s\", may-use: [] } }\n".formatted(ONE.written());

        assertThat(Yaml.settings(text).callers().get("c").mayUse()).contains(List.of());
    }

    @Test
    void warnsOfNamesThatNothingHas() {
        String text = """
                providers: { p: { dialect: openai } }
                models: { "gpt-*": { provider: p }, claude: { provider: p } }
                routes: { assistant: { strategy: static, targets: [{ model: claude }] } }
                callers: { c: { key: "%s", may-use: [asistant, "x*", gpt-5, "gpt-5*", "cl*", "*"] } }
                """.formatted(ONE.written());
        assertThat(Yaml.warnings(text).stream().filter(line -> line.contains("may-use")))
                .containsExactly(
                        "signalbox.yaml:4:107 warning: callers.c.may-use[0]: no route or model \"asistant\""
                                + " (expected one of: assistant, gpt-*, claude; did you mean assistant?)",
                        "signalbox.yaml:4:117 warning: callers.c.may-use[1]: no route or model \"x*\""
                                + " (expected one of: assistant, gpt-*, claude)");
    }

    @Test
    void warnsOfBoundariesThatNoModelIsIn() {
        String text = """
                providers: { p: { dialect: openai } }
                models: { claude: { provider: p, zone: eu, data-classes: clinical } }
                callers:
                  c: { key: "%s", zones: [eu, ue], data-class: clinicl, served-by: [claud] }
                """.formatted(ONE.written());
        assertThat(Yaml.warnings(text).stream().map(line -> line.replaceFirst("^\\S+ warning: callers.c.", "")))
                .contains(
                        "zones[1]: no model has the zone \"ue\" (expected one of: eu; did you mean eu?)",
                        "data-class: no model has the data class \"clinicl\" (expected one of: clinical; did you mean"
                                + " clinical?)",
                        "served-by[0]: no model \"claud\" (expected one of: claude; did you mean claude?)");
    }

    @Test
    void boundsMetadata() {
        String text =
                "callers: { c: { key: \"%s\", metadata: { team: %s } } }\n".formatted(ONE.written(), "x".repeat(129));
        assertThat(Yaml.errors(text))
                .singleElement()
                .asString()
                .contains("metadata.team")
                .contains("at most 128");
    }

    @Test
    void refusesTwoCallersWithOneKey() {
        String text = "callers:\n  a: { key: \"%s\" }\n  b: { key: \"%s\" }\n".formatted(ONE.written(), ONE.written());

        assertThat(Yaml.errors(text))
                .containsExactly("signalbox.yaml:3:13 callers.b.key: the same key as a (expected: a key of its own)");
    }

    @Test
    void tellsHowToMakeADigestWithoutRepeatingTheKey() {
        assertThat(Yaml.errors("callers: { c: { key: my-own-plain-key } }\n"))
                .containsExactly("signalbox.yaml:1:22 callers.c.key: not the digest of a key (expected: sha256: and 64"
                        + " hexadecimal digits; signalbox key new prints a key and the line for it)");
    }
}
