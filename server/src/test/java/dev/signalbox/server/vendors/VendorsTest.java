package dev.signalbox.server.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.settings.AuthName;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.wire.dialect.Quirks;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorsTest {
    private static final Vendors VENDORS = Vendors.load();
    private static final String GOOD = "a\n  dialect openai\n  source https://a.example\n  checked 2026-01-01\n";

    @Test
    void knowsThoseThatTheGuidePromises() {
        assertThat(VENDORS.names())
                .contains(
                        "openai",
                        "anthropic",
                        "azure",
                        "foundry",
                        "google",
                        "groq",
                        "cerebras",
                        "together",
                        "xai",
                        "deepseek",
                        "mistral",
                        "openrouter",
                        "perplexity",
                        "fireworks",
                        "ollama",
                        "vllm",
                        "lmstudio",
                        "moonshot",
                        "zai",
                        "alibaba");
        assertThat(VENDORS.all())
                .allSatisfy(vendor -> assertThat(vendor.sources()).isNotEmpty())
                .allSatisfy(vendor -> assertThat(vendor.checked()).isAfter(LocalDate.of(2026, 11, 1)))
                .filteredOn(vendor -> vendor.variable().isPresent())
                .allSatisfy(vendor -> assertThat(vendor.endpoint()).isPresent());
    }

    @Test
    void givesMistralIdsOfNine() {
        Quirks mistral = VENDORS.quirks(Optional.of("mistral"), DialectName.OPENAI, QuirkSettings.none());

        assertThat(mistral.toolIds().orElseThrow().safe("toolu_1")).matches("[a-zA-Z0-9]{9}");
        assertThat(mistral.outputCap()).hasValue("max_tokens");
        assertThat(mistral.renamed()).containsEntry("seed", "random_seed");
        assertThat(mistral.streamOptions()).isFalse();
    }

    @Test
    void leavesALabelWithoutQuirks() {
        assertThat(VENDORS.quirks(Optional.of("our own"), DialectName.OPENAI, QuirkSettings.none()))
                .isEqualTo(Quirks.none());
        assertThat(VENDORS.quirks(Optional.empty(), DialectName.OPENAI, QuirkSettings.none())
                        .isNone())
                .isTrue();
        assertThat(VENDORS.quirks(Optional.of("mistral"), DialectName.ANTHROPIC, QuirkSettings.none())
                        .isNone())
                .as("the quirks were found in another dialect")
                .isTrue();
    }

    @Test
    void letsAProviderSayOtherwise() {
        QuirkSettings own = new QuirkSettings(
                Optional.of("max_completion_tokens"),
                Optional.of(Set.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Quirks mistral = VENDORS.quirks(Optional.of("mistral"), DialectName.OPENAI, own);

        assertThat(mistral.outputCap()).hasValue("max_completion_tokens");
        assertThat(mistral.refused()).isEmpty();
        assertThat(mistral.streamOptions()).isTrue();
        assertThat(mistral.developerRole()).as("still the vendor's").isFalse();
    }

    @Test
    void readsAnEntry() {
        Vendor vendor = Vendors.read("# a comment\n\n" + GOOD + "  auth api-key\n  tool-choices auto none\n")
                .find("a")
                .orElseThrow();

        assertThat(vendor.auth()).isEqualTo(AuthName.API_KEY);
        assertThat(vendor.quirks().toolChoices()).hasValue(Set.of("auto", "none"));
        assertThat(vendor.endpoint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">refusd x | line 5: refusd x (expected: a known word once",
                ">dialect openai | line 5: dialect openai (expected: a known word once",
                ">auth | line 5: auth (expected: a known word once",
                ">stream-options maybe | line 5: maybe (expected: true or false)",
                ">most-temperature hot | line 5: ",
                ">tool-ids [0-9]{2} | line 5: ids of tool calls: [0-9]{2} (expected: a pattern",
                ">renamed a-b | line 5: a-b (expected: NAME=NAME)",
                ">endpoint nowhere | line 1: nowhere (expected: an address with a host",
                ">auth basic | line 1: basic (expected: one of: bearer, api-key",
                "A B | line 5: A B (expected: the word of a further vendor",
                "a | line 5: a (expected: the word of a further vendor",
                "b | line 5: b (expected: dialect among its facts)",
            })
    void namesTheLineThatCannotBeRead(String line, String words) {
        String text = GOOD + line.replace('>', ' ') + "\n";
        assertThatThrownBy(() -> Vendors.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vendors.txt " + words);
    }

    @Test
    void wantsASourceAndADay() {
        assertThatThrownBy(() -> Vendors.read("a\n  dialect openai\n  checked 2026-01-01\n"))
                .hasMessageContaining("source among its facts");
        assertThatThrownBy(() -> Vendors.read(GOOD.replace("2026-01-01", "lately")))
                .hasMessageContaining("vendors.txt line 1");
    }

    private static Optional<String> owner(String host) {
        String table = """
                first
                  dialect openai
                  endpoint https://api.a.example
                  hosts .b.example
                  source https://a.example
                  checked 2026-01-01
                second
                  dialect openai
                  endpoint http://here.example
                  hosts api.a.example x.b.example .c.b.example
                  source https://a.example
                  checked 2026-01-01
                """;
        return Vendors.read(table).ofHost(host).map(Vendor::name);
    }

    @Test
    void findsTheOwnerOfAHostByItsNameOrItsEndTheEarlierInTheTableFirst() {
        assertThat(owner("api.a.example")).contains("first");
        assertThat(owner("x.b.example")).as("the end is the first one's").contains("first");
        assertThat(owner("z.c.b.example")).contains("first");
        assertThat(owner("b.example")).as("an end needs something before it").isEmpty();
        assertThat(owner("here.example")).as("not over TLS").isEmpty();
        assertThat(owner("other.example")).isEmpty();
    }
}
