package dev.signalbox.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnderWayTest {
    private final UnderWay time = new UnderWay();

    @Test
    void countsOnceWhatOverlaps() {
        time.begin(10);
        time.begin(15);
        time.end(20);
        assertThat(time.upTo(22)).isEqualTo(12);
        time.end(30);
        assertThat(time.upTo(99)).isEqualTo(20);
    }

    @Test
    void leavesOutThePausesBetween() {
        time.begin(10);
        time.end(12);
        time.begin(100);
        time.end(105);
        assertThat(time.upTo(200)).isEqualTo(7);
    }
}
