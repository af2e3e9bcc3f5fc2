package dev.signalbox.server.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackReadingTest {
    @Test
    void readsAScoreOrThumbsWithCommentAndLabels() {
        assertThat(read("{'request_id':'r','score':0.25,'comment':'meh','labels':['slow','wrong']}"))
                .isEqualTo(new FeedbackReading.Told("r", 0.25, Optional.of("meh"), List.of("slow", "wrong")));
        assertThat(read("{'request_id':'r','thumbs':'up'}").score()).isEqualTo(1);
        assertThat(read("{'request_id':'r','thumbs':'down','comment':null}").score())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                  | body: ",
                "{                                                   | body: ",
                "{'score':1}                                         | request_id: missing",
                "{'request_id':7,'score':1}                          | request_id: not an id",
                "{'request_id':'r'}                                  | score: neither score nor thumbs",
                "{'request_id':'r','score':1,'thumbs':'up'}          | score: both score and thumbs",
                "{'request_id':'r','score':1.01}                     | score: not such a number (expected: 0 to 1)",
                "{'request_id':'r','score':-1}                       | score: not such a number (expected: 0 to 1)",
                "{'request_id':'r','score':'1'}                      | score: not such a number (expected: 0 to 1)",
                "{'request_id':'r','score':1e999999999}              | score: not such a number (expected: 0 to 1)",
                "{'request_id':'r','thumbs':'sideways'}              | thumbs: another word (expected: up or down)",
                "{'request_id':'r','score':1,'comment':5}            | comment: too long, or no text",
                "{'request_id':'r','score':1,'labels':'a'}           | labels: too many, or not such words",
                "{'request_id':'r','score':1,'labels':['']}          | labels: too many, or not such words",
                "{'request_id':'r','score':1,'grade':'A'}            | \"grade\": unknown field"
            })
    void saysWhatIsWrong(String body, String reason) {
        assertThat(catchThrowableOfType(Refused.class, () -> read(body)).failure())
                .isInstanceOfSatisfying(
                        Failure.BadRequest.class,
                        bad -> assertThat(bad.detail()).startsWith(reason.strip()));
    }

    @Test
    void refusesCommentsAndLabelsThatAreTooLong() {
        assertThatThrownBy(() -> read("{'request_id':'r','score':1,'comment':'" + "c".repeat(2_001) + "'}"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> read("{'request_id':'r','score':1,'labels':['" + "l".repeat(65) + "']}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void givesEachCallerTurnsThatComeBackWithTime() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        FeedbackRate rate = new FeedbackRate(now::get);
        for (int i = 0; i < FeedbackRate.AT_ONCE; i++) {
            rate.take("bot");
        }
        assertThat(catchThrowableOfType(Refused.class, () -> rate.take("bot")).failure())
                .isInstanceOf(Failure.TooOften.class);
        rate.take("another");
        now.addAndGet(50_000_000);
        rate.take("bot");
        assertThatThrownBy(() -> rate.take("bot")).isInstanceOf(Refused.class);
    }

    private static FeedbackReading.Told read(String body) {
        return FeedbackReading.read(body.strip().replace('\'', '"').getBytes(UTF_8));
    }
}
