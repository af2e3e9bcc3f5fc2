package dev.signalbox.cli;

import dev.signalbox.server.config.Nearest;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words of an option that takes one of a few: in small letters as they are told, in any as they are written. */
record EnumWords<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
    @Override
    public E convert(String word) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }

    private TypeConversionException unknown(String word) {
        List<String> words =
                Stream.of(type.getEnumConstants()).map(Enum::toString).toList();
        String nearest = Nearest.phrase(word, words);
        return new TypeConversionException('"' + word + "\" (expected one of: " + String.join(", ", words)
                + (nearest.isEmpty() ? "" : "; " + nearest) + ")");
    }
}
