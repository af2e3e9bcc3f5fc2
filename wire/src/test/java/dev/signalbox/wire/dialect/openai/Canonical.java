package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Renders records of the canonical model as JSON, so that goldens can show what a text was understood to mean. */
public final class Canonical {
    private Canonical() {}

    /** The rendering of one value. */
    public static Json of(Object value) {
        return switch (value) {
            case Json json -> json;
            case String text -> Json.text(text);
            case Boolean flag -> Json.bool(flag);
            case Integer number -> Json.number(number);
            case Long number -> Json.number(number);
            case BigDecimal number -> Json.number(number);
            case Enum<?> word -> Json.text(word.name());
            case Optional<?> maybe -> maybe.<Json>map(Canonical::of).orElse(Json.none());
            case OptionalLong maybe -> maybe.isPresent() ? Json.number(maybe.getAsLong()) : Json.none();
            case List<?> items -> Json.array(items.stream().map(Canonical::of).toList());
            case Record fields -> record(fields);
            default -> throw new AssertionError("no rendering of " + value.getClass());
        };
    }

    /** The record's name and those of its fields that hold something. */
    private static Json record(Record value) {
        List<Json> nothing = List.of(Json.none(), Json.array(List.of()), Json.object(f -> {}));
        return Json.object(f -> {
            f.put("is", value.getClass().getSimpleName());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Json field = field(component, value);
                if (!nothing.contains(field) && !(field instanceof Json.Obj extra && isNoExtra(extra))) {
                    f.put(component.getName(), field);
                }
            }
        });
    }

    private static boolean isNoExtra(Json.Obj field) {
        return field.text("is").orElse("").equals("Extra")
                && field.text("dialect").orElse("").isEmpty();
    }

    private static Json field(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return of(component.getAccessor().invoke(value));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }

    /** The rendering of several values. */
    public static Json all(List<?> values) {
        List<Json> rendered = new ArrayList<>();
        values.forEach(value -> rendered.add(of(value)));
        return Json.array(rendered);
    }
}
