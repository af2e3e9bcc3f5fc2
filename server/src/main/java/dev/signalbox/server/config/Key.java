package dev.signalbox.server.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key that users may write: the single description from which it is read, checked, documented, printed and compared.
 *
 * @param <R> the record that the key's section becomes
 * @param <T> the key's value
 * @param getter how the value is found in the record
 * @param fallback the value of an absent key; nothing where the key must be there
 * @param fallbackWords the fallback as documented
 * @param live whether a change takes effect without a restart
 * @param meaning one sentence for the reference page
 */
record Key<R, T>(
        String name,
        Kind<T> kind,
        Function<R, T> getter,
        Optional<T> fallback,
        String fallbackWords,
        boolean live,
        String meaning) {

    /** A key that must be there. */
    static <R, T> Key<R, T> required(String name, Kind<T> kind, Function<R, T> getter, String meaning) {
        return new Key<>(name, kind, getter, Optional.empty(), "required", true, meaning);
    }

    /** A key that may be absent. */
    static <R, T> Key<R, Optional<T>> optional(
            String name, Kind<T> kind, Function<R, Optional<T>> getter, String meaning) {
        return new Key<>(name, kind.optional(), getter, Optional.of(Optional.empty()), "none", true, meaning);
    }

    /** A key that is what it is in {@code defaults} while absent. */
    static <R, T> Key<R, T> of(String name, Kind<T> kind, Function<R, T> getter, R defaults, String meaning) {
        return withDefault(name, kind, getter, getter.apply(defaults), meaning);
    }

    static <R, T> Key<R, T> withDefault(String name, Kind<T> kind, Function<R, T> getter, T fallback, String meaning) {
        String words = kind.write(fallback).map(YamlPrinter::inline).orElse("none");
        return new Key<>(name, kind, getter, Optional.of(fallback), words, true, meaning);
    }

    Key<R, T> afterRestart() {
        return new Key<>(name, kind, getter, fallback, fallbackWords, false, meaning);
    }

    Key<R, T> otherwise(String words) {
        return new Key<>(name, kind, getter, fallback, words, live, meaning);
    }

    Optional<Tree> write(R owner) {
        return kind.write(getter.apply(owner));
    }
}
