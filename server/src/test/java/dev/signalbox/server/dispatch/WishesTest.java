package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.Backoff;
import dev.signalbox.server.settings.RetryBudget;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.TimeoutSettings;
import dev.signalbox.wire.dialect.Adjustment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishesTest {
    private static final Duration WHOLE = Duration.ofMinutes(5);

    private static Wishes wishes(String... fields) {
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return Wishes.of(headers.build());
    }

    private static Target allowing(int attempts, Optional<Integer> callersMay) {
        return Targets.of("gpt")
                .retry(new RetrySettings(
                        attempts,
                        Duration.ofMillis(100),
                        Set.of(429, 503),
                        true,
                        Backoff.CONSTANT,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        callersMay,
                        RetryBudget.defaults()))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"5s,5000", "250ms,250", "1500,1500", "1.5s,1500", "2m,120000", "24h,86400000"})
    void timesAreWordsOrMilliseconds(String written, long millis) {
        assertThat(wishes("x-signalbox-timeout", written)
                        .timeout()
                        .orElseThrow()
                        .length())
                .isEqualTo(Duration.ofMillis(millis));
        assertThat(wishes("x-tfy-ttft-timeout-ms", written)
                        .firstToken()
                        .orElseThrow()
                        .header())
                .isEqualTo("x-tfy-ttft-timeout-ms");
    }

    @Test
    void retriesAreANumberAndPerhapsMore() {
        assertThat(wishes("x-signalbox-retry", "0").retry())
                .contains(new Wishes.Retry("x-signalbox-retry", Optional.of(0), Optional.empty(), Optional.empty()));
        assertThat(wishes("x-signalbox-retry", "3; delay=200ms; on=429, 503").retry())
                .contains(new Wishes.Retry(
                        "x-signalbox-retry",
                        Optional.of(3),
                        Optional.of(Duration.ofMillis(200)),
                        Optional.of(Set.of(429, 503))));
        assertThat(wishes("x-tfy-retry-config", "{\"attempts\":3,\"delay\":200,\"onStatusCodes\":[\"429\",500]}")
                        .retry())
                .contains(new Wishes.Retry(
                        "x-tfy-retry-config",
                        Optional.of(3),
                        Optional.of(Duration.ofMillis(200)),
                        Optional.of(Set.of(429, 500))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-signalbox-timeout | 0",
                "x-signalbox-timeout | -1",
                "x-signalbox-timeout | soon",
                "x-signalbox-timeout | 5 s",
                "x-signalbox-timeout | 0.5",
                "x-signalbox-timeout | 25h",
                "x-signalbox-timeout | 99999999999999999999",
                "x-tfy-request-timeout | ''",
                "x-signalbox-first-token-timeout | 1d",
                "x-signalbox-retry | -1",
                "x-signalbox-retry | 21",
                "x-signalbox-retry | ''",
                "x-signalbox-retry | 3;",
                "x-signalbox-retry | 3; delay",
                "x-signalbox-retry | 3; delay=soon",
                "x-signalbox-retry | 3; on=200",
                "x-signalbox-retry | 3; on=429; on=503",
                "x-signalbox-retry | 3; of=429",
                "x-tfy-retry-config | 3",
                "x-tfy-retry-config | {",
                "x-tfy-retry-config | {\"attempts\":21}",
                "x-tfy-retry-config | {\"attempts\":null}",
                "x-tfy-retry-config | {\"attempts\":\"3\"}",
                "x-tfy-retry-config | {\"attempts\":3,\"delay\":\"200\"}",
                "x-tfy-retry-config | {\"attempts\":1.5}",
                "x-tfy-retry-config | {\"tries\":2}",
                "x-tfy-retry-config | {\"onStatusCodes\":429}",
                "x-tfy-retry-config | {\"onStatusCodes\":[{}]}"
            })
    void whatCannotBeReadIsRefusedWithWhatWasExpected(String header, String value) {
        assertThatThrownBy(() -> wishes(header, value))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(Failure.BadRequest.class, failure -> {
                                    assertThat(failure.param()).contains(header);
                                    assertThat(failure.detail()).contains(header, "expected: ");
                                }));
    }

    @Test
    void oneWishIsWrittenOnce() {
        assertThatThrownBy(() -> wishes("x-signalbox-timeout", "5s", "x-tfy-request-timeout", "5000"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure().detail()).contains("2 values"));
    }

    @Test
    void whatIsLowerHolds() {
        Fitting fitting =
                new Fitting(wishes("x-signalbox-timeout", "2s", "x-signalbox-retry", "1; on=429"), WHOLE, false);

        Target target = fitting.of(allowing(2, Optional.empty()));

        assertThat(target.provider().timeouts())
                .isEqualTo(TimeoutSettings.defaults().withTotal(Duration.ofSeconds(2)));
        assertThat(target.retry().attempts()).isEqualTo(1);
        assertThat(target.retry().on()).containsExactly(429);
        assertThat(fitting.cuts()).isEmpty();
    }

    @Test
    void whatIsHigherIsCutDownAndTold() {
        Fitting fitting = new Fitting(
                wishes("x-signalbox-timeout", "1h", "x-signalbox-retry", "9; delay=1m; on=429,400"), WHOLE, false);

        Target target = fitting.of(allowing(2, Optional.of(4)));

        assertThat(target.provider().timeouts().total()).isEqualTo(WHOLE);
        assertThat(target.retry().attempts()).isEqualTo(4);
        assertThat(target.retry().delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(target.retry().on()).containsExactly(429);
        assertThat(fitting.cuts())
                .extracting(Adjustment::to)
                .containsExactly("300s", "attempts 4", "delay 5s", "on 429");
    }

    @Test
    void retriesAreNotRaisedWhereNobodyAllowedIt() {
        assertThat(new Fitting(wishes("x-signalbox-retry", "3"), WHOLE, false)
                        .of(allowing(2, Optional.empty()))
                        .retry()
                        .attempts())
                .isEqualTo(2);
        assertThat(new Fitting(wishes("x-signalbox-retry", "3"), WHOLE, false)
                        .of(allowing(2, Optional.of(0)))
                        .retry()
                        .attempts())
                .isEqualTo(2);
    }

    @Test
    void onlyAStreamHasAFirstToken() {
        Wishes wishes = wishes("x-signalbox-first-token-timeout", "2s");
        Fitting whole = new Fitting(wishes, WHOLE, false);
        Fitting stream = new Fitting(wishes, WHOLE, true);

        assertThat(whole.of(allowing(2, Optional.empty())).provider().timeouts().firstToken())
                .isEmpty();
        assertThat(stream.of(allowing(2, Optional.empty()))
                        .provider()
                        .timeouts()
                        .firstToken())
                .contains(Duration.ofSeconds(2));
        assertThat(whole.cuts()).extracting(Adjustment::to).containsExactly(Adjustment.ABSENT);
        assertThat(stream.cuts()).isEmpty();
    }
}
