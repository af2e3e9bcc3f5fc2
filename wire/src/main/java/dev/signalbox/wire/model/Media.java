package dev.signalbox.wire.model;

/** Where the bytes of an image or document are. */
public sealed interface Media {
    /** Inline bytes in base64. */
    record Inline(String mediaType, String base64) implements Media {}

    /** An address that the provider (or a fetcher) reads. */
    record Address(String uri) implements Media {}

    /** A file that was uploaded to the provider before. */
    record Uploaded(String fileId) implements Media {}

    /** Plain text given as a document. */
    record Plain(String text) implements Media {}
}
