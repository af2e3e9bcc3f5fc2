package dev.signalbox.server.config;

import java.util.Optional;
import java.util.function.Function;

/** One kind of value: how it is called, how it is read, and how it is written. */
interface Kind<T> {

    /** What a user should write, such as {@code a duration such as 5s}. */
    String words();

    /** The value at a spot; nothing after reporting why it is none. */
    Optional<T> read(Spot spot);

    /** How the value is written; nothing where it is best left out. */
    Optional<Tree> write(T value);

    /** The section that values of this kind consist of, if they do. */
    default Optional<Section<?>> section() {
        return Optional.empty();
    }

    /** This kind where the value may be absent. */
    default Kind<Optional<T>> optional() {
        return new Converted<>(this, Optional::of, Function.identity());
    }

    /** The same writing for another Java type. */
    default <U> Kind<U> as(Function<T, U> to, Function<U, T> from) {
        return new Converted<>(this, to, value -> Optional.of(from.apply(value)));
    }

    /** A kind that differs from another one in its Java type only. */
    record Converted<T, U>(Kind<T> kind, Function<T, U> to, Function<U, Optional<T>> from) implements Kind<U> {

        @Override
        public String words() {
            return kind.words();
        }

        @Override
        public Optional<U> read(Spot spot) {
            return kind.read(spot).map(to);
        }

        @Override
        public Optional<Tree> write(U value) {
            return from.apply(value).flatMap(kind::write);
        }

        @Override
        public Optional<Section<?>> section() {
            return kind.section();
        }
    }
}
