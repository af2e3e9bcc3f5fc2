package dev.signalbox.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnPricesTest {
    private static final Instant ZERO = Instant.parse("2027-01-01T00:00:00Z");

    private static PriceSettings price(Optional<Instant> from, int input) {
        return new PriceSettings(
                from,
                new BigDecimal(input),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ONE,
                Optional.empty());
    }

    @Test
    void holdsEachPriceFromItsTimeToTheNext() {
        for (int size = 1; size <= 9; size++) {
            List<PriceSettings> all = new ArrayList<>(List.of(price(Optional.empty(), 0)));
            for (int i = 1; i < size; i++) {
                all.add(price(Optional.of(ZERO.plusSeconds(i)), i));
            }
            OwnPrices prices = new OwnPrices(all);
            for (int i = 0; i < size; i++) {
                Instant second = ZERO.plusSeconds(i);
                Optional<Instant> next = i + 1 < size ? Optional.of(second.plusSeconds(1)) : Optional.empty();
                for (Instant at : List.of(second, second.plusNanos(1), second.plusMillis(999))) {
                    assertThat(prices.at(at)).contains(all.get(i));
                    assertThat(prices.next(at)).isEqualTo(next);
                }
            }
            assertThat(prices.at(Instant.MIN)).contains(all.getFirst());
        }
    }

    @Test
    void saysNothingBeforeTheFirst() {
        OwnPrices prices = new OwnPrices(List.of(price(Optional.of(ZERO), 1)));
        assertThat(prices.at(ZERO.minusNanos(1))).isEmpty();
        assertThat(prices.next(ZERO.minusNanos(1))).contains(ZERO);
        assertThat(prices.at(ZERO)).isPresent();
        assertThat(prices.next(ZERO)).isEmpty();
    }

    @Test
    void areInOrder() {
        assertThatThrownBy(() -> new OwnPrices(List.of())).hasMessage("prices: [] (expected: at least one)");
        for (Optional<Instant> second : List.of(Optional.<Instant>empty(), Optional.of(ZERO))) {
            assertThatThrownBy(() -> new OwnPrices(List.of(price(Optional.of(ZERO), 1), price(second, 2))))
                    .hasMessageContaining("(expected: a time after that of the price before)");
        }
    }
}
