package dev.signalbox.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts what comes from outside to what a record has room for. Lengths are bytes of UTF-8. */
final class Bounded {
    static final int NAME = 256;
    static final int ID = 128;
    static final int WORD = 64;
    static final int DETAIL = 512;
    static final int METADATA = 2_048;
    private static final int MOST = 32;

    private Bounded() {}

    static String text(String text, int bytes) {
        if (text.length() * 3L <= bytes) {
            return text;
        }
        byte[] utf8 = text.getBytes(UTF_8);
        if (utf8.length <= bytes) {
            return text;
        }
        int end = bytes;
        while (end > 0 && (utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(utf8, 0, end, UTF_8);
    }

    static Optional<String> text(Optional<String> text, int bytes) {
        return text.map(t -> text(t, bytes));
    }

    /** The first words, as many as there is room for. */
    static Map<String, String> metadata(Map<String, String> words) {
        Map<String, String> kept = new LinkedHashMap<>();
        int room = METADATA;
        for (Map.Entry<String, String> word : words.entrySet()) {
            String name = text(word.getKey(), WORD);
            String value = text(word.getValue(), NAME);
            room -= name.getBytes(UTF_8).length + value.getBytes(UTF_8).length;
            if (room < 0 || kept.size() == MOST) {
                break;
            }
            kept.put(name, value);
        }
        return kept;
    }

    static List<Loss> losses(List<Loss> losses) {
        if (losses.isEmpty()) {
            return losses;
        }
        return losses.stream()
                .limit(MOST)
                .map(loss -> new Loss(text(loss.field(), ID), text(loss.reason(), NAME), loss.weight()))
                .toList();
    }

    static List<Adjustment> adjustments(List<Adjustment> adjustments) {
        if (adjustments.isEmpty()) {
            return adjustments;
        }
        return adjustments.stream()
                .limit(MOST)
                .map(a -> new Adjustment(
                        text(a.field(), ID), text(a.from(), ID), text(a.to(), ID), text(a.reason(), NAME)))
                .toList();
    }
}
