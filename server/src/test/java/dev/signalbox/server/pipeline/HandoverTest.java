package dev.signalbox.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void leavesOpenWhatSomebodyGets() {
        assertThat(Handover.of(closed::incrementAndGet, () -> "reply")).isEqualTo("reply");
        assertThat(closed).hasValue(0);
    }

    @Test
    void closesWhatNobodyGets() {
        assertThatThrownBy(() -> Handover.of(closed::incrementAndGet, HandoverTest::bug))
                .hasMessage("bug");
        assertThat(closed).hasValue(1);
    }

    @Test
    void tellsWhatFailedFirstWhereClosingFailsToo() {
        Runnable gone = () -> {
            throw new IllegalArgumentException("gone");
        };
        assertThatThrownBy(() -> Handover.of(gone, HandoverTest::bug))
                .hasMessage("bug")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    private static String bug() {
        throw new IllegalStateException("bug");
    }
}
