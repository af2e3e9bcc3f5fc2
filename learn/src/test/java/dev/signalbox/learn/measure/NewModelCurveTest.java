package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewModelCurveTest {

    @Test
    void averagesTheStepsThatAllCurvesHave() {
        NewModelCurve mean = NewModelCurve.mean(List.of(
                new NewModelCurve(
                        "new",
                        0.75,
                        List.of(new NewModelCurve.Step(50, 0.5, 0.125), new NewModelCurve.Step(100, 0.75, 0.25))),
                new NewModelCurve("new", 0.25, List.of(new NewModelCurve.Step(50, 0.75, 0.375)))));
        assertThat(mean).isEqualTo(new NewModelCurve("new", 0.5, List.of(new NewModelCurve.Step(50, 0.625, 0.25))));
    }
}
