package dev.signalbox.wire.dialect;

/**
 * What a request needs of its model besides words, found in the same pass as the rest of the envelope.
 *
 * @param images whether it holds pictures
 * @param documents whether it holds PDFs or other files
 * @param audio whether it holds sound
 * @param video whether it holds moving pictures
 * @param schema whether the answer must fit a JSON Schema
 * @param parallelTools whether the caller asks, in so many words, for several tool calls at once
 */
public record Needs(
        boolean images, boolean documents, boolean audio, boolean video, boolean schema, boolean parallelTools) {
    /** Nothing but words. */
    public static final Needs NOTHING = new Needs(false, false, false, false, false, false);

    /** Collects, while a scan passes, which media a request holds. */
    public static final class Media {
        private boolean images;
        private boolean documents;
        private boolean audio;
        private boolean video;

        public void image() {
            images = true;
        }

        public void document() {
            documents = true;
        }

        public void audio() {
            audio = true;
        }

        public void video() {
            video = true;
        }

        /** With what the rest of the request says. */
        public Needs with(boolean schema, boolean parallelTools) {
            return new Needs(images, documents, audio, video, schema, parallelTools);
        }
    }
}
