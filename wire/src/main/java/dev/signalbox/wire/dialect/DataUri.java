package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.Media;

/**
 * A {@code data:} URI in base64, as images and files are sent inline.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>
 */
public final class DataUri {
    private static final String ENCODING = ";base64";

    private DataUri() {}

    /** What a URI that begins with {@code data:} holds. */
    public static Media.Inline read(String path, String uri) throws Unreadable {
        int comma = uri.indexOf(',');
        String head = comma < 0 ? "" : uri.substring("data:".length(), comma);
        if (!head.endsWith(ENCODING)) {
            throw new Unreadable(path, "a data URI without base64 (expected: data:TYPE;base64,DATA)");
        }
        String type = head.substring(0, head.length() - ENCODING.length());
        int parameters = type.indexOf(';');
        return new Media.Inline(parameters < 0 ? type : type.substring(0, parameters), uri.substring(comma + 1));
    }

    /** The URI that holds this. */
    public static String write(Media.Inline media) {
        return "data:" + media.mediaType() + ENCODING + "," + media.base64();
    }
}
