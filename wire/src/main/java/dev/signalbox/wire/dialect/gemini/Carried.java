package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Reasoning of other families on its way to a caller of this dialect and back.
 *
 * <p>A caller gives a part back with the {@code thoughtSignature} that it had, and often without the thoughts before it. So
 * the signature holds all that another provider wants back: a mark and a list of {@code {"provider", "text", "signature",
 * "redacted"}}, in base64 because Google's clients know a signature as bytes. They may write the bytes in either alphabet of
 * base64; what lies inside stays as it was.
 */
final class Carried {
    /** The mark. Nine bytes, so that its base64 has an end of its own. */
    private static final String MARK = "signalbox";

    private static final String MARK_ENCODED =
            Base64.getEncoder().encodeToString(MARK.getBytes(StandardCharsets.UTF_8));

    private Carried() {}

    /** Whether this signature is one of ours. */
    static boolean isOurs(String signature) {
        return signature.startsWith(MARK_ENCODED);
    }

    /** Whether the mark stands anywhere in these bytes: asked of every request that is passed on. */
    static boolean appearsIn(byte[] bytes) {
        int last = MARK_ENCODED.length() - 1;
        int at = last;
        while (at < bytes.length) {
            int found = MARK_ENCODED.lastIndexOf(bytes[at]);
            if (found < 0) {
                at += MARK_ENCODED.length();
            } else if (found < last) {
                at += last - found;
            } else if (new String(bytes, at - last, last + 1, StandardCharsets.ISO_8859_1).equals(MARK_ENCODED)) {
                return true;
            } else {
                at++;
            }
        }
        return false;
    }

    static String seal(List<Content.Reasoning> parts) {
        List<Json> entries = new ArrayList<>();
        for (Content.Reasoning part : parts) {
            entries.add(Json.object(f -> {
                f.put("provider", part.provider());
                if (!part.text().isEmpty()) {
                    f.put("text", part.text());
                }
                f.maybe("signature", part.signature().map(Json::text));
                f.maybe("redacted", part.redacted().map(Json::text));
            }));
        }
        byte[] list = JsonCodec.write(Json.array(entries));
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[mark.length + list.length];
        System.arraycopy(mark, 0, whole, 0, mark.length);
        System.arraycopy(list, 0, whole, mark.length, list.length);
        return Base64.getEncoder().encodeToString(whole);
    }

    /**
     * What {@link #seal} was given.
     *
     * @throws Unreadable if it was changed on the way
     */
    static List<Content.Reasoning> open(String signature, String path) throws Unreadable {
        try {
            byte[] whole =
                    Base64.getDecoder().decode(signature.replace('-', '+').replace('_', '/'));
            byte[] list = Arrays.copyOfRange(whole, MARK.length(), whole.length);
            List<Content.Reasoning> parts = new ArrayList<>();
            if (JsonCodec.read(list) instanceof Json.Arr(List<Json> entries)) {
                for (Json entry : entries) {
                    parts.add(part(Asked.of(path, entry)));
                }
            }
            return parts;
        } catch (IllegalArgumentException | JsonProblem e) {
            throw changed(path, e);
        }
    }

    private static Unreadable changed(String path, Exception cause) {
        Unreadable changed =
                new Unreadable(path, "a signature of this gateway that was changed (expected: as it came)");
        changed.initCause(cause);
        return changed;
    }

    private static Content.Reasoning part(Asked entry) throws Unreadable {
        return new Content.Reasoning(
                entry.maybeText("text").orElse(""),
                entry.maybeText("signature"),
                entry.maybeText("redacted"),
                entry.text("provider"),
                Extra.none());
    }
}
