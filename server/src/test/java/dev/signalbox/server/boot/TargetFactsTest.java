package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.vendors.Vendors;
import dev.signalbox.wire.dialect.ModelFacts;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TargetFactsTest {
    private static final ProviderSettings OPENAI =
            ProviderSettings.of("p", DialectName.OPENAI, URI.create("https://api.openai.com/v1"));
    private static final ProviderSettings GROQ =
            ProviderSettings.of("p", DialectName.OPENAI, URI.create("https://api.groq.com/openai/v1"));

    private final TargetFacts facts = new TargetFacts(PriceBook.load(), Vendors.load());

    private ModelFacts facts(Settings settings, String model, ProviderSettings provider, String asked) {
        ModelSettings its = ModelSettings.of(model, "p");
        return facts.apply(settings, new Target(asked, its, provider, its.upstreamId(asked), TargetSettings.of(asked)));
    }

    @Test
    void areWorkedOutOnceForAModelOfAConfiguration() {
        Settings settings = Settings.defaults();
        ModelSettings model = ModelSettings.of("gpt-4o", "p");
        Target target = new Target("gpt-4o", model, OPENAI, "gpt-4o", TargetSettings.of("gpt-4o"));
        assertThat(facts.apply(settings, target)).isSameAs(facts.apply(settings, target));
    }

    @Test
    void areOfTheProviderAndTheConfigurationOfTheRequest() {
        Settings settings = Settings.defaults();
        ModelFacts one = facts(settings, "gpt-4o", OPENAI, "gpt-4o");
        assertThat(facts(settings, "gpt-4o", GROQ, "gpt-4o").maxOutput())
                .as("an id that another vendor sells")
                .isNotEqualTo(one.maxOutput());
        assertThat(facts(settings, "gpt-4o", OPENAI, "gpt-4o")).isEqualTo(one);
        assertThat(facts(Settings.defaults(), "gpt-4o", OPENAI, "gpt-4o")).isEqualTo(one);
    }

    @Test
    void areOfTheNameThatACallerGaveUnderAPattern() {
        Settings settings = Settings.defaults();
        assertThat(facts(settings, "gpt-*", OPENAI, "gpt-4o").id()).isEqualTo("gpt-4o");
        assertThat(facts(settings, "gpt-*", OPENAI, "gpt-5").id()).isEqualTo("gpt-5");
    }
}
