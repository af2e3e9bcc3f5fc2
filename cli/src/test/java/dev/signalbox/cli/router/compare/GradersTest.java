package dev.signalbox.cli.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXACT | Paris | ' paris ' | 1",
                "EXACT | Paris | It is Paris | 0",
                "CONTAINS | new york | 'It is New  York.' | 1",
                "CONTAINS | Paris | London | 0",
                "REGEX | ^(?i)yes\\b | Yes, it is | 1",
                "REGEX | ^no$ | no way | 0",
                "NUMBER | 391 | 17 times 23 is 391. | 1",
                "NUMBER | 1200 | 'That makes 1,200.00' | 1",
                "NUMBER | 391 | 391 is 17 times 23 | 0",
                "NUMBER | 391 | no idea | 0"
            })
    void holdAnswersAgainstWhatIsExpected(Grader grader, String expected, String answer, double score) {
        assertThat(grader.score(expected, answer)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "0.7 | 0.7",
                "I would say: 1. | 1",
                "8/10 | none",
                "Grade 0.85, rather than 1.5 | 0.85",
                "good | none",
                ".5 | 0.5"
            })
    void aJudgeSaysANumberFromZeroToOne(String said, Double grade) {
        if (grade == null) {
            assertThat(Judge.grade(said)).isEmpty();
        } else {
            assertThat(Judge.grade(said)).contains(grade);
        }
    }

    @Test
    void spendingStopsBeforeTheDearestSoFarWouldNotFit() throws Exception {
        Spending spending = new Spending(1);
        double first = spending.begin("a").orElseThrow();
        assertThat(first).isZero();
        spending.end("a", first, 0.4, "m");
        double second = spending.begin("a").orElseThrow();
        assertThat(second).isEqualTo(0.4);
        spending.end("a", second, 0.3, "m");
        assertThat(spending.begin("a")).isEmpty();
        assertThat(spending.stopped()).contains("--max-cost is reached: 0.700000 USD were spent");
    }

    @Test
    void spendingStopsWhereACostIsNotKnown() throws Exception {
        Spending spending = new Spending(1);
        spending.end("a", spending.begin("a").orElseThrow(), Double.NaN, "strange");
        assertThat(spending.begin("a")).isEmpty();
        assertThat(spending.stopped()).contains("what strange cost is not known");
    }
}
