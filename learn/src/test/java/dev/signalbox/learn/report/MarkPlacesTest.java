package dev.signalbox.learn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.report.MarkPlaces.Place;
import org.junit.jupiter.api.Test;

class MarkPlacesTest {
    private final MarkPlaces places = new MarkPlaces(0, 0, 200, 100);

    @Test
    void standWhereTheyBelongOrBesideWhoeverStandsThere() {
        assertThat(places.near(100, 50)).isEqualTo(new Place(100, 50));
        Place beside = places.near(101, 50);
        Place third = places.near(99, 50);
        assertThat(beside.from(new Place(100, 50))).isGreaterThan(16);
        assertThat(third.from(beside)).isGreaterThan(16);
        assertThat(third.from(new Place(100, 50))).isGreaterThan(16);
    }

    @Test
    void stayWithinTheDrawing() {
        places.near(200, 0);
        Place corner = places.near(200, 0);
        assertThat(corner.x()).isBetween(150.0, 200.0);
        assertThat(corner.y()).isBetween(0.0, 50.0);
        assertThat(places.near(300, 50)).as("not drawn at all").isEqualTo(new Place(300, 50));
    }
}
