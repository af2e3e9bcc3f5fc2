package dev.signalbox.wire.dialect;

import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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
    private final BiFunction<Json.Obj, String, Json.Obj> led;
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

    private Turns(
            Envelope envelope,
            String field,
            List<Json> items,
            List<Place> places,
            BiFunction<Json.Obj, String, Json.Obj> led) {
        this.led = led;
        this.envelope = envelope;
        this.field = field;
        this.items = items;
        this.places = places;
        this.count = (int) places.stream().filter(Place.BEGINNING::equals).count();
    }

    /**
     * The turns in this field; none if it is no array of objects, or nobody says anything in it.
     *
     * @param led the user's word with another text before it
     */
    public static Optional<Turns> of(
            Envelope envelope,
            String field,
            Function<Json.Obj, Place> place,
            BiFunction<Json.Obj, String, Json.Obj> led) {
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
        Turns turns = new Turns(envelope, field, items, places, led);
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

    /** An item with a text before what its field says: as a part of its own where it has parts. */
    public static Json.Obj led(Json.Obj item, String field, String text, Json part) {
        Json said = item.find(field).orElse(Json.none());
        if (said instanceof Json.Text(String own)) {
            return item.with(field, Json.text(text + own));
        }
        List<Json> parts = new ArrayList<>();
        parts.add(part);
        parts.addAll(item.items(field));
        return item.with(field, Json.array(parts));
    }

    /** The body without so many of the oldest turns, and without what stood before the first one but instructions. */
    public byte[] without(int oldest) {
        return written(kept(oldest));
    }

    /**
     * {@link #without} them, with a text in their place. It stands before the first word of the user that stays, in the same
     * message, so that roles alternate as they would without it.
     */
    public byte[] summarised(int oldest, String text) {
        int beginning = beginning(oldest);
        List<Json> kept = kept(oldest);
        int first = kept.size() - (items.size() - beginning);
        kept.set(first, led.apply((Json.Obj) items.get(beginning), text));
        return written(kept);
    }

    /** The body with nothing but what {@link #without} leaves out. */
    public byte[] only(int oldest) {
        List<Json> left = new ArrayList<>();
        for (int i = 0; i < beginning(oldest); i++) {
            if (places.get(i) != Place.INSTRUCTION) {
                left.add(items.get(i));
            }
        }
        return written(left);
    }

    /** Where the turn behind so many begins. */
    private int beginning(int oldest) {
        int begun = 0;
        for (int i = 0; i < items.size(); i++) {
            if (places.get(i) == Place.BEGINNING && begun++ == oldest) {
                return i;
            }
        }
        throw new IllegalArgumentException("turns: " + oldest + " (expected: fewer than all " + count + ")");
    }

    private List<Json> kept(int oldest) {
        int first = oldest == 0 ? 0 : beginning(oldest);
        List<Json> kept = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (i >= first || places.get(i) == Place.INSTRUCTION) {
                kept.add(items.get(i));
            }
        }
        return kept;
    }

    private byte[] written(List<Json> conversation) {
        return envelope.fields().patched(Map.of(field, Optional.of(Json.array(conversation))));
    }
}
