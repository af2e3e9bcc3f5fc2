package dev.signalbox.learn.report;

import java.util.ArrayList;
import java.util.List;

/** Where marks with words stand in a drawing: where they belong, or beside it where another one stands already. */
public final class MarkPlaces {
    private static final double ROOM = 17;
    private static final int RINGS = 3;
    private static final int TURNS = 8;

    private final double left;
    private final double top;
    private final double right;
    private final double bottom;
    private final List<Place> taken = new ArrayList<>();

    /** The middle of a mark. */
    public record Place(double x, double y) {
        double from(Place other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /** All of them stand within this. */
    public MarkPlaces(double left, double top, double right, double bottom) {
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    /** The nearest place that is free, and is taken from now on; the wished one where there is none. */
    public Place near(double x, double y) {
        Place wished = new Place(x, y);
        for (int ring = 0; ring <= RINGS && isWithin(wished); ring++) {
            for (int turn = 0; turn < (ring == 0 ? 1 : TURNS); turn++) {
                double angle = 2 * Math.PI * turn / TURNS - Math.PI / 2; // above first
                Place place = new Place(x + ring * ROOM * Math.cos(angle), y + ring * ROOM * Math.sin(angle));
                if (isWithin(place) && taken.stream().allMatch(other -> place.from(other) > ROOM - 1)) {
                    taken.add(place);
                    return place;
                }
            }
        }
        return wished;
    }

    private boolean isWithin(Place place) {
        return place.x >= left && place.x <= right && place.y >= top && place.y <= bottom;
    }
}
