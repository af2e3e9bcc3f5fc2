package dev.signalbox.server.settings;

/** Something that a model may or may not be able to do. */
public enum Capability implements Word {
    TOOLS("tools"),
    PARALLEL_TOOLS("parallel-tools"),
    IMAGES("images"),
    AUDIO("audio"),
    VIDEO("video"),
    DOCUMENTS("documents"),
    JSON_SCHEMA("json-schema"),
    REASONING("reasoning"),
    PROMPT_CACHE("prompt-cache");

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
