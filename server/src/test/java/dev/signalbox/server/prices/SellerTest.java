package dev.signalbox.server.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.vendors.Vendor;
import dev.signalbox.server.vendors.Vendors;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sells the models of an address, by the table of vendors. */
class SellerTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, openai",
        "https://API.OpenAI.com/v1, openai",
        "https://mine.openai.azure.com, azure",
        "https://mine.services.ai.azure.com/openai/v1, foundry",
        "https://api.anthropic.com, anthropic",
        "https://generativelanguage.googleapis.com/v1beta, google",
        "https://generativelanguage.googleapis.com/v1beta/openai, google",
        "https://api.together.xyz/v1, together",
        "https://api.together.ai/v1, together",
        "https://api.groq.com/openai/v1, groq",
        "https://openrouter.ai/api/v1, openrouter",
        "https://openai.azure.com.evil.example/v1,",
        "https://notapi.openai.com/v1,",
        "http://localhost:11434/v1,",
        "https://localhost/v1,"
    })
    void tellsItByTheHost(String address, String vendor) {
        ProviderSettings provider = ProviderSettings.of("p", DialectName.OPENAI, URI.create(address));
        assertThat(Seller.of(provider)).isEqualTo(Optional.ofNullable(vendor));
    }

    @Test
    void knowsEveryVendorByItsOwnAddress() {
        Vendors vendors = Vendors.load();
        for (Vendor vendor : vendors.all()) {
            vendor.endpoint()
                    .filter(address -> address.getScheme().equals("https"))
                    .ifPresent(address -> assertThat(vendors.ofHost(address.getHost()))
                            .as(vendor.name())
                            .isPresent());
        }
    }

    /** Google's models cost the same in whichever dialect they are asked. */
    @Test
    void googleSellsAtOnePriceInBothDialects() {
        PriceBook book = PriceBook.load();
        ModelSettings model = ModelSettings.of("any", "p");
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        assertThat(book.price(model, Optional.of("google-openai"), "gemini-2.5-flash", now))
                .isPresent()
                .isEqualTo(book.price(model, Optional.of("google"), "gemini-2.5-flash", now));
    }
}
