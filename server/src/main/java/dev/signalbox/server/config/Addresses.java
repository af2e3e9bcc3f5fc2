package dev.signalbox.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The kind of HTTP addresses. Credentials do not belong in them, because addresses are shown. */
final class Addresses implements Kind<URI> {

    private static final String WORDS = "an http or https address";

    private final boolean base;

    /** Addresses to which paths are appended. */
    Addresses() {
        this(true);
    }

    private Addresses(boolean base) {
        this.base = base;
    }

    /** Addresses to which nothing is appended, so that a slash at their end means something. */
    static Addresses asWritten() {
        return new Addresses(false);
    }

    @Override
    public String words() {
        return WORDS;
    }

    @Override
    public Optional<URI> read(Spot spot) {
        Optional<String> word = spot.word(WORDS);
        Optional<URI> address = word.flatMap(this::parse);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.get().contains("@") || word.get().contains("?")) {
            return spot.refuse(
                    "an address with credentials or a query", "an address alone; secrets belong in key or headers");
        }
        if (address.isEmpty()) {
            String suggestion = word.get().contains("${") ? "variables are read in key and headers only" : "";
            spot.error(Shown.quoted(word.get()), WORDS + " such as https://api.openai.com/v1", suggestion);
        }
        return address;
    }

    @Override
    public Optional<Tree> write(URI value) {
        return Optional.of(new Tree.Scalar(value.toString()));
    }

    /** Trailing slashes are dropped where paths are appended. */
    private Optional<URI> parse(String word) {
        try {
            URI uri = new URI(base ? word.replaceAll("/+$", "") : word);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            boolean whole = uri.getHost() != null && uri.getPort() <= 65_535 && uri.getFragment() == null;
            return Optional.of(uri).filter(_ -> http && whole).map(u -> lowerScheme(u, scheme));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI lowerScheme(URI uri, String scheme) {
        return URI.create(scheme + uri.toString().substring(scheme.length()));
    }
}
