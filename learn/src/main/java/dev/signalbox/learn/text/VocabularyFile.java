package dev.signalbox.learn.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the vocabulary out of a {@code tokenizer.json}: {@code model.vocab}, a piece and its id each. Lengths and padding that
 * the file asks for are left aside.
 */
final class VocabularyFile {
    private static final String CONTINUES = "##";

    private final Trie beginnings = new Trie();
    private final Trie continuations = new Trie();
    private final Map<String, Integer> marks = new HashMap<>();
    private int size;

    private VocabularyFile() {}

    /**
     * The vocabulary of this resource on the class path.
     *
     * @throws IllegalStateException if it is not there, or no vocabulary of WordPiece
     */
    static Vocabulary read(String resource) {
        try (InputStream in = VocabularyFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("tokenizer: " + resource + " is not on the class path");
            }
            return read(in, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Vocabulary read(InputStream in, String name) {
        VocabularyFile file = new VocabularyFile();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            file.top(parser, name);
        } catch (JacksonException e) {
            throw new IllegalStateException("tokenizer: " + name + " cannot be read: " + e.getOriginalMessage(), e);
        }
        return new Vocabulary(
                file.beginnings,
                file.continuations,
                file.size,
                file.mark("[UNK]", name),
                file.mark("[CLS]", name),
                file.mark("[SEP]", name));
    }

    private void top(JsonParser parser, String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean model = parser.currentName().equals("model");
            parser.nextToken();
            if (model) {
                model(parser, name);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void model(JsonParser parser, String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "type" -> expect(parser.getString(), "WordPiece", name);
                case "continuing_subword_prefix" -> expect(parser.getString(), CONTINUES, name);
                case "max_input_chars_per_word" -> expect(parser.getString(), Integer.toString(Words.LONGEST), name);
                case "vocab" -> pieces(parser);
                default -> {
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    private void pieces(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String piece = parser.currentName();
            parser.nextToken();
            int id = parser.getIntValue();
            if (piece.startsWith(CONTINUES) && piece.length() > CONTINUES.length()) {
                continuations.add(piece, CONTINUES.length(), id);
            } else {
                beginnings.add(piece, 0, id);
            }
            if (piece.startsWith("[")) {
                marks.put(piece, id);
            }
            size++;
        }
    }

    private int mark(String piece, String name) {
        Integer id = marks.get(piece);
        if (id == null) {
            throw new IllegalStateException("tokenizer: " + name + " has no piece " + piece);
        }
        return id;
    }

    private static void expect(String found, String expected, String name) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("tokenizer: " + name + " says " + found + " (expected: " + expected + ")");
        }
    }
}
