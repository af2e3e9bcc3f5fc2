package dev.signalbox.server.settings;

import java.net.URI;
import java.util.Optional;

/** The wire format that a provider speaks, with where its inventor serves it and which credential it wants. */
public enum DialectName implements Word {
    OPENAI("openai", "https://api.openai.com/v1", AuthName.BEARER),
    OPENAI_RESPONSES("openai-responses", "https://api.openai.com/v1", AuthName.BEARER),
    ANTHROPIC("anthropic", "https://api.anthropic.com", AuthName.X_API_KEY),
    AZURE_OPENAI("azure-openai", "", AuthName.API_KEY),
    GEMINI("gemini", "https://generativelanguage.googleapis.com/v1beta", AuthName.X_GOOG_API_KEY);

    private final String word;
    private final Optional<URI> usualEndpoint;
    private final AuthName usualAuth;

    DialectName(String word, String usualEndpoint, AuthName usualAuth) {
        this.word = word;
        this.usualEndpoint =
                Optional.of(usualEndpoint).filter(text -> !text.isEmpty()).map(URI::create);
        this.usualAuth = usualAuth;
    }

    @Override
    public String word() {
        return word;
    }

    /** The address of the company that invented the dialect; absent where every account has its own. */
    public Optional<URI> usualEndpoint() {
        return usualEndpoint;
    }

    /** In which header its providers want the credential. */
    public AuthName usualAuth() {
        return usualAuth;
    }
}
