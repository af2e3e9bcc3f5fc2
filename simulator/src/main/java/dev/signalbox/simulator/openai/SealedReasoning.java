package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals reasoning, so that an item which comes back changed, or from elsewhere, is noticed. Made from seed and text alone. */
final class SealedReasoning {
    private static final String BEGINNING = "gAAAAAB";

    private final long seed;

    SealedReasoning(long seed) {
        this.seed = seed;
    }

    String seal(String text) {
        String inside = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return BEGINNING + Seeded.id("", 32, seed, inside) + inside;
    }

    boolean sealed(String content) {
        int head = BEGINNING.length() + 32;
        return content.startsWith(BEGINNING)
                && content.length() >= head
                && content.substring(BEGINNING.length(), head).equals(Seeded.id("", 32, seed, content.substring(head)));
    }
}
