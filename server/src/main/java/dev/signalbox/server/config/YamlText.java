package dev.signalbox.server.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a {@link Tree} from YAML text.
 *
 * <p>It works on the parser's events with a stack of its own: composing nodes is recursive, so a deeply nested file could
 * take the thread's stack. Anchors, aliases and tags are refused, which leaves an alias bomb nothing to work with. A
 * duplicate key is a problem, and the first value stays so that the rest of the file is still examined.
 */
final class YamlText {

    private static final int DEEPEST = 32;

    private final Reading reading;
    private final String file;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Tree root;
    private boolean ended;

    private YamlText(Reading reading, String file) {
        this.reading = reading;
        this.file = file;
    }

    /** The tree of the text; nothing where there is none, be it that the text is empty or that a problem was reported. */
    static Optional<Tree> read(String text, Reading reading) {
        return read(text, reading, "");
    }

    /** @param file which text it is, where it is not that of the configuration itself */
    static Optional<Tree> read(String text, Reading reading, String file) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        YamlText reader = new YamlText(reading, file);
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                reader.take(event);
            }
            return Optional.ofNullable(reader.root);
        } catch (Refused e) {
            reading.error(e.place, e.what, e.expected);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(reader::place).orElse(Place.START.in(file));
            reading.error(place, "not readable as YAML: " + Shown.plain(e.getProblem()), "");
        } catch (ReaderException e) {
            Place place = Place.of(text, text.offsetByCodePoints(0, Math.max(0, e.getPosition())))
                    .in(file);
            String character = "the character U+%04X".formatted(e.getCodePoint());
            reading.error(place, "not readable as YAML: " + character, "printable characters");
        } catch (YamlEngineException e) {
            reading.error(Place.START.in(file), "not readable as YAML", "one YAML document");
        }
        return Optional.empty();
    }

    private void take(Event event) {
        switch (event.getEventId()) {
            case MappingStart -> begin((CollectionStartEvent) event, true);
            case SequenceStart -> begin((CollectionStartEvent) event, false);
            case MappingEnd, SequenceEnd -> put(open.pop().close());
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> throw refusedAnchor(event, ((AliasEvent) event).getAlias());
            case DocumentStart -> refuse(ended, event, "a second document", "one YAML document");
            case DocumentEnd -> ended = true;
            case StreamStart, StreamEnd, Comment -> {}
        }
    }

    private void begin(CollectionStartEvent event, boolean mapping) {
        event.getAnchor().ifPresent(anchor -> {
            throw refusedAnchor(event, anchor);
        });
        refuse(event.getTag().isPresent(), event, "a tag", "values without tags");
        refuse(open.size() >= DEEPEST, event, "nested too deeply", "at most " + DEEPEST + " levels");
        refuse(isForKey(), event, "a list or a mapping in the place of a name", "a name");
        open.push(new Open(mapping, place(event)));
    }

    private void scalar(ScalarEvent event) {
        event.getAnchor().ifPresent(anchor -> {
            throw refusedAnchor(event, anchor);
        });
        refuse(event.getTag().isPresent(), event, "a tag", "values without tags");
        if (isForKey()) {
            name(event.getValue(), place(event));
        } else {
            put(new Tree.Scalar(event.getValue(), !event.isPlain(), place(event)));
        }
    }

    private boolean isForKey() {
        return !open.isEmpty() && open.peek().awaitsName();
    }

    private void name(String name, Place place) {
        Open mapping = open.element();
        Tree.Entry earlier = mapping.entries.get(name);
        if (earlier != null) {
            String what = Shown.quoted(name) + " is written twice";
            reading.error(
                    place,
                    what,
                    "one " + Shown.plain(name) + ", the first is in line "
                            + earlier.place().line());
        }
        mapping.name = name;
        mapping.namePlace = place;
    }

    private void put(Tree value) {
        Open parent = open.peek();
        if (parent == null) {
            root = value;
        } else if (parent.name != null) {
            parent.entries.putIfAbsent(parent.name, new Tree.Entry(parent.namePlace, value));
            parent.name = null;
        } else {
            parent.items.add(value);
        }
    }

    private Refused refusedAnchor(Event event, Anchor anchor) {
        String what = "the anchor or alias " + Shown.quoted(anchor.getValue());
        return new Refused(place(event), what, "the value itself; anchors and aliases are not read");
    }

    private void refuse(boolean wrong, Event event, String what, String expected) {
        if (wrong) {
            throw new Refused(place(event), what, expected);
        }
    }

    private Place place(Event event) {
        return event.getStartMark().map(this::place).orElse(Place.START.in(file));
    }

    private Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1, file);
    }

    /** A list or mapping whose end has not come yet. */
    private static final class Open {
        final boolean mapping;
        final Place place;
        final Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        final List<Tree> items = new ArrayList<>();

        @Nullable
        String name;

        Place namePlace = Place.NONE;

        Open(boolean mapping, Place place) {
            this.mapping = mapping;
            this.place = place;
        }

        boolean awaitsName() {
            return mapping && name == null;
        }

        Tree close() {
            return mapping ? new Tree.Mapping(entries, place) : new Tree.Sequence(items, place);
        }
    }

    /** YAML that may be valid but that no configuration needs. Reading stops there. */
    private static final class Refused extends RuntimeException {
        final Place place;
        final String what;
        final String expected;

        Refused(Place place, String what, String expected) {
            super(what, null, false, false);
            this.place = place;
            this.what = what;
            this.expected = expected;
        }
    }
}
