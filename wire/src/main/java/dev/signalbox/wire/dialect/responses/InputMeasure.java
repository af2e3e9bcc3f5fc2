package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.Needs;
import dev.signalbox.wire.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Measures the words and counts the pictures of a request while a scan passes over them. */
final class InputMeasure implements JsonFields.Watcher {
    /** Depth of the fields of a content part: input, item, content or output, part. */
    private static final int PART = 5;

    private final byte[] body;
    private long textBytes;
    private int images;
    private final Needs.Media media = new Needs.Media();

    InputMeasure(byte[] body) {
        this.body = body;
    }

    /** Bytes of all strings but inline media. */
    long textBytes() {
        return textBytes;
    }

    /** How many images and documents there are. */
    int images() {
        return images;
    }

    /** Which media there are, with what the rest of the request says. */
    Needs needs(boolean schema, boolean parallelTools) {
        return media.with(schema, parallelTools);
    }

    @Override
    public void string(int depth, @Nullable String name, int from, int to) {
        if (depth == PART && "type".equals(name)) {
            part(from, to);
        }
        if (!inline(depth, name, from, to)) {
            textBytes += to - from;
        }
    }

    private void part(int from, int to) {
        if (is("input_image", from, to)) {
            images++;
            media.image();
        } else if (is("input_file", from, to)) {
            images++;
            media.document();
        } else if (is("input_audio", from, to)) {
            media.audio();
        }
    }

    private boolean inline(int depth, @Nullable String name, int from, int to) {
        if (name == null || depth != PART) {
            return false;
        }
        boolean address = name.equals("image_url") && to - from > 5;
        return name.equals("file_data") || (address && is("data:", from, from + 5));
    }

    private boolean is(String ascii, int from, int to) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (body[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
