package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WrittenTimeTest {
    private static final Pattern FORM = Pattern.compile("(?:[0-9]{1,6}(?:\\.[0-9]{1,9})?(?:ms|h|m|s|d)){1,5}");

    @Test
    void sumsUpWhatIsWritten() {
        assertThat(WrittenTime.read("6m0s")).contains(Duration.ofMinutes(6));
        assertThat(WrittenTime.read("20ms")).contains(Duration.ofMillis(20));
        assertThat(WrittenTime.read("1d2h3m4.5s")).contains(Duration.parse("P1DT2H3M4.5S"));
        assertThat(WrittenTime.read("1.5h")).contains(Duration.ofMinutes(90));
    }

    @Test
    void takesExactlyWhatHasTheForm() {
        Random random = new Random(7);
        String letters = "0195.msmshd ";
        int times = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            boolean hasForm = FORM.matcher(text).matches();
            times += hasForm ? 1 : 0;
            assertThat(WrittenTime.read(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(hasForm);
        }
        assertThat(times).isGreaterThan(1_000);
    }

    @Test
    void takesNoMoreDigitsAndPartsThanTheFormHas() {
        assertThat(WrittenTime.read("999999s")).isPresent();
        assertThat(WrittenTime.read("1000000s")).isEmpty();
        assertThat(WrittenTime.read("0.1234567890s")).isEmpty();
        assertThat(WrittenTime.read("1s1s1s1s1s")).contains(Duration.ofSeconds(5));
        assertThat(WrittenTime.read("1s1s1s1s1s1s")).isEmpty();
    }
}
