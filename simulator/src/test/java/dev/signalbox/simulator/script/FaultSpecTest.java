package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultSpecTest {
    @Test
    void readsSeveralRules() {
        assertThat(FaultSpec.rules("429:retry-after=2,every=5; cut:at=3,times=1\nstall:at=after-head,model=gpt-x"))
                .containsExactly(
                        FaultRule.every(5, Fault.status(429, Duration.ofSeconds(2))),
                        FaultRule.next(1, Fault.cut(Moment.afterEvents(3))),
                        FaultRule.always(Fault.stall(Moment.afterHead())).forModel("gpt-x"));
    }

    @Test
    void readsEveryFieldOfAStatus() {
        assertThat(FaultSpec.rule("429:retry-after=500ms,code=insufficient_quota,body=html,path=/east"))
                .isEqualTo(FaultRule.always(new Fault.Status(
                                429,
                                Optional.of(Duration.ofMillis(500)),
                                Optional.of("insufficient_quota"),
                                Fault.ErrorBody.HTML))
                        .forPath("/east"));
    }

    @Test
    void anEmptyTextHasNoRules() {
        assertThat(FaultSpec.rules(" ; \n")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none:times=2",
                "503",
                "429:retry-after=2000ms,code=insufficient_quota,body=empty,every=3",
                "error:after=2,status=529,skip=1,times=4",
                "cut:at=before-head",
                "drop:at=after-head,probability=0.25,seed=7",
                "stall:at=12,model=m,path=/p",
                "dribble:delay=5ms,bytes=3",
                "garbage:after=0",
                "content-type:value=text/plain",
                "headers:x-ratelimit-remaining-requests=0,x-ratelimit-reset-requests=1s,times=2,model=m",
                "slow-head:delay=2000ms"
            })
    void aRuleWrittenAsTextIsReadAsTheSameRule(String text) {
        assertThat(FaultSpec.text(FaultSpec.rule(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode | fault: explode (expected: a status from 400 to 599, none, error",
                "200 | status: 200 (expected: 400 to 599)",
                "429:retry=2 | field of 429: retry (expected one of: body, code, every",
                "429:every | field: every (expected: name=value)",
                "429:every=x | every: x (expected: a whole number)",
                "429:every=2,times=1 | every, probability, times: 2 of them (expected: at most one)",
                "429:every=0 | every: 0 (expected: 1 or more)",
                "429:times=1,times=2 | field: times twice (expected: once)",
                "429:retry-after=soon | retry-after: soon (expected: a duration such as 200ms, 2s or 1m)",
                "429:body=pdf | body: pdf (expected: json, html or empty)",
                "cut:at=0 | at: 0 (expected: before-head, after-head or a number of events)",
                "503:probability=2 | probability: 2.0 (expected: 0 to 1)",
            })
    void aMistakeSaysWhatStandsThereAndWhatWasExpected(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultSpec.rule(text))
                .withMessageContaining(message);
    }

    @Test
    void aFaultForOneRequestHasNoTrigger() {
        assertThat(FaultSpec.fault("cut:at=2")).isEqualTo(Fault.cut(Moment.afterEvents(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultSpec.fault("429:every=2"))
                .withMessageContaining("field of 429: every");
    }

    @Test
    void aPaceChangesOnlyWhatItNames() {
        Pace pace = Pace.atOnce().changed("ttft=200ms,tps=50");
        assertThat(pace).isEqualTo(new Pace(Duration.ofMillis(200), 50, 1));
        assertThat(pace.changed("chunk=4")).isEqualTo(new Pace(Duration.ofMillis(200), 50, 4));
        assertThat(pace.due(25)).isEqualTo(Duration.ofMillis(700).toNanos());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pace.changed("speed=1"))
                .withMessage("field of pace: speed (expected one of: chunk, tps, ttft)");
    }
}
