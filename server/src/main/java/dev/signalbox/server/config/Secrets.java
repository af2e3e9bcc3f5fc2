package dev.signalbox.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kinds of secrets. None of their problems repeats a value: not the one in the file, for it may be a key in clear, and
 * not the one that a reference leads to.
 */
final class Secrets {

    private static final String REFERENCE = "${NAME} of an environment variable, or file:PATH";
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern SHOWABLE = Pattern.compile("(?:[A-Za-z]{1,12} )?" + VARIABLE.pattern());
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");

    private Secrets() {}

    /** A secret that is never written in the file itself. */
    static Kind<Secret> reference() {
        return new SecretKind(REFERENCE, false);
    }

    /** Text with variables in it, a file, or plain text. */
    static Kind<Secret> text() {
        return new SecretKind("text, which may hold ${NAME} of environment variables, or file:PATH", true);
    }

    private record SecretKind(String words, boolean plainToo) implements Kind<Secret> {

        @Override
        public Optional<Secret> read(Spot spot) {
            Optional<String> word = spot.word(words);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            String text = word.get();
            if (text.startsWith(FILE)) {
                return fromFile(spot, text).map(value -> Secret.of(value, text));
            }
            if (!plainToo && !VARIABLE.matcher(text).matches()) {
                spot.error("a secret in clear", REFERENCE, "who may read the file should not learn the key");
                return Optional.empty();
            }
            boolean shown = SHOWABLE.matcher(text).matches();
            return filled(spot, text).map(value -> shown ? Secret.of(value, text) : Secret.of(value));
        }

        @Override
        public Optional<Tree> write(Secret secret) {
            return Optional.of(new Tree.Scalar(secret.reference().orElse(Secret.MASK)));
        }
    }

    private static Optional<String> filled(Spot spot, String text) {
        if (VARIABLE.matcher(text).replaceAll("").contains("${")) {
            return spot.refuse("a ${ that begins no variable", "${NAME} of an environment variable");
        }
        int before = spot.reading().errors();
        String value = VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(variable(spot, match)));
        return spot.reading().errors() > before ? Optional.empty() : sendable(spot, value, "the text");
    }

    private static String variable(Spot spot, MatchResult match) {
        Optional<String> value = spot.reading().variable(match.group(1));
        if (value.isEmpty()) {
            spot.error(match.group() + " is not set", "the environment variable " + match.group(1), "");
        } else if (value.get().isBlank()) {
            spot.error(match.group() + " is empty", "a value in the environment variable " + match.group(1), "");
        }
        return value.orElse("");
    }

    private static Optional<String> fromFile(Spot spot, String text) {
        Optional<Path> path = spot.reading().files().resolve(text.substring(FILE.length()));
        if (path.isEmpty()) {
            return spot.refuse("not a path", "file:PATH");
        }
        String name = FILE + Shown.plain(path.get().toString());
        try {
            byte[] bytes = spot.reading().files().read(path.get());
            String content = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return sendable(spot, content.replaceAll("[\\r\\n]+$", ""), name);
        } catch (CharacterCodingException e) {
            return spot.refuse(name + " is not UTF-8 text", "a file with the secret on one line");
        } catch (IOException e) {
            return spot.refuse(name + " cannot be read: " + e.getMessage(), "a file with the secret on one line");
        }
    }

    /** A line break in a header would let its holder add headers, so only visible ASCII and inner spaces may pass. */
    private static Optional<String> sendable(Spot spot, String value, String origin) {
        return SENDABLE.matcher(value).matches()
                ? Optional.of(value)
                : spot.refuse(
                        origin + (value.isBlank() ? " is empty" : " holds what no header can carry"),
                        "one line of visible ASCII");
    }
}
