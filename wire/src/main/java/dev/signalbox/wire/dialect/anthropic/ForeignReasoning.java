package dev.signalbox.wire.dialect.anthropic;

import java.util.Optional;

/**
 * How reasoning that Anthropic did not sign travels to callers of this dialect and back.
 *
 * <p>Callers give thinking blocks back as they got them. A signature that begins with {@value #PREFIX} is ours: it names the
 * family that reasoned and holds that family's own signature, if there was one. Anthropic's signatures are base64, which
 * has no dot, so neither is taken for the other.
 */
final class ForeignReasoning {
    static final String PREFIX = "signalbox.";

    private static final String UNSIGNED = PREFIX + "unsigned";

    private ForeignReasoning() {}

    /** Whose reasoning a block holds. */
    record Origin(String provider, Optional<String> signature) {}

    /** The signature, or the encrypted data, as a caller gets it. */
    static String mark(String provider, Optional<String> signature) {
        if (signature.isPresent()) {
            return provider.equals(Anthropic.NAME) ? signature.get() : PREFIX + provider + "." + signature.get();
        }
        return provider.isEmpty() ? UNSIGNED : UNSIGNED + "." + provider;
    }

    static boolean isMarked(String signature) {
        return signature.startsWith(PREFIX);
    }

    /** What {@link #mark} was given. */
    static Origin origin(String signature) {
        if (!isMarked(signature)) {
            return new Origin(Anthropic.NAME, signature.isEmpty() ? Optional.empty() : Optional.of(signature));
        }
        if (signature.equals(UNSIGNED)) {
            return new Origin("", Optional.empty());
        }
        if (signature.startsWith(UNSIGNED + ".")) {
            return new Origin(signature.substring(UNSIGNED.length() + 1), Optional.empty());
        }
        int dot = signature.indexOf('.', PREFIX.length());
        return dot < 0
                ? new Origin(signature.substring(PREFIX.length()), Optional.empty())
                : new Origin(signature.substring(PREFIX.length(), dot), Optional.of(signature.substring(dot + 1)));
    }

    /** Whether the mark stands anywhere in these bytes: asked of every request, so it looks at every tenth byte or so. */
    static boolean appearsIn(byte[] bytes) {
        int last = PREFIX.length() - 1;
        int at = last;
        while (at < bytes.length) {
            int found = PREFIX.lastIndexOf(bytes[at]);
            if (found < 0) {
                at += PREFIX.length();
            } else if (found < last) {
                at += last - found;
            } else if (endsAt(bytes, at)) {
                return true;
            } else {
                at++;
            }
        }
        return false;
    }

    private static boolean endsAt(byte[] bytes, int end) {
        int start = end - PREFIX.length() + 1;
        for (int i = 0; i < PREFIX.length(); i++) {
            if (bytes[start + i] != PREFIX.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
