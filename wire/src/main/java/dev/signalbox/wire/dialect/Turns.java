package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A conversation as whole turns, so that the oldest can be left out. A turn begins where the user says something and holds all
 * that follows from it, so calls of tools and their results stay together. Instructions belong to no turn and always stay.
 */
public final class Turns {
    private final Envelope envelope;
    private final String field;
    private final List<Json> items;
    private final List<Place> places;
    private final int count;

    /** What an item of the conversation is. */
    public enum Place {
        /** The system's or the developer's word. */
        INSTRUCTION,
        /** The user's word, which begins a turn. */
        BEGINNING,
        /** An answer, a call of a tool, or its result. */
        SEQUEL
    }

    private Turns(Envelope envelope, String field, List<Json> items, List<Place> places) {
        this.envelope = envelope;
        this.field = field;
        this.items = items;
        this.places = places;
        this.count = (int) places.stream().filter(Place.BEGINNING::equals).count();
    }

    /** The turns in this field; none if it is no array of objects, or nobody says anything in it. */
    public static Optional<Turns> of(Envelope envelope, String field, Function<Json.Obj, Place> place) {
        if (!(envelope.fields().value(field).orElse(Json.none()) instanceof Json.Arr(List<Json> items))) {
            return Optional.empty();
        }
        List<Place> places = new ArrayList<>(items.size());
        for (Json item : items) {
            if (!(item instanceof Json.Obj object)) {
                return Optional.empty();
            }
            places.add(place.apply(object));
        }
        Turns turns = new Turns(envelope, field, items, places);
        return turns.count == 0 ? Optional.empty() : Optional.of(turns);
    }

    /** How many turns there are; the last one is what is asked now. */
    public int count() {
        return count;
    }

    /** The field of the request in which they stand. */
    public String field() {
        return field;
    }

    /** The body without so many of the oldest turns, and without what stood before the first one but instructions. */
    public byte[] without(int oldest) {
        if (oldest < 0 || oldest >= count) {
            throw new IllegalArgumentException("turns: " + oldest + " (expected: fewer than all " + count + ")");
        }
        List<Json> kept = new ArrayList<>(items.size());
        int begun = 0;
        for (int i = 0; i < items.size(); i++) {
            if (places.get(i) == Place.BEGINNING) {
                begun++;
            }
            if (oldest == 0 || begun > oldest || places.get(i) == Place.INSTRUCTION) {
                kept.add(items.get(i));
            }
        }
        return envelope.fields().patched(Map.of(field, Optional.of(Json.array(kept))));
    }
}
