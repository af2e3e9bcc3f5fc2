package dev.signalbox.learn.text;

import java.util.List;

/**
 * What can be counted on the surface of a prompt in a moment: a vector of fixed and named numbers between 0 and 1. Stands beside
 * an embedding, which loses lengths and counts, and in its place when there is none in time.
 *
 * <p>The names, their order and what they count are one version; weights that were trained with another do not fit. Counts are
 * squeezed as {@code n / (n + half)}, lengths by their logarithm, and shares that are mostly small are stretched. Time is linear
 * in the prompt, and of a prompt of more than {@value #MOST} characters only the beginning and the end are counted.
 */
public final class SurfaceFeatures {
    /** Changes when a number, here or of the embedding beside them, comes to mean something else. */
    public static final int VERSION = 2;

    static final int MOST = 32_768;

    private static final int BEGINNING = MOST / 4 * 3;
    private static final List<String> NAMES = List.of(
            "characters", // logarithm of all characters, 1 at 64 Ki
            "words", // logarithm of the words, 1 at 8 Ki; a Chinese or Japanese character is a word
            "word-length", // mean letters of a word, 1 at 12
            "lines", // logarithm of the lines, 1 at 512
            "sentence-length", // logarithm of the words for each full stop, 1 at 128
            "digits", // share of the characters, 1 at a quarter
            "numbers", // how many, a half at 5
            "capitals", // share of the letters, 1 at a half
            "punctuation", // share of ASCII punctuation, 1 at a quarter
            "beyond-ascii", // share of other characters than ASCII's
            "east-asian", // share of Chinese, Japanese and Korean characters
            "english", // share of words that no English text is without, 1 at a half
            "variety", // different words among the first 512
            "questions", // question marks, a half at 1
            "options", // lines such as "A. red" or "(b) green", a half at 2
            "code-lines", // share of lines that are indented or end as code does
            "code-marks", // such as (), ==, -> and ```, a half at 4
            "maths", // signs and commands of formulas, a half at 4
            "data-marks", // keys of JSON and tags of XML, a half at 4
            "writing", // words such as write, summarise, story, a half at 1
            "computing", // words such as compute, total, percent, a half at 1
            "proving", // words such as prove, suppose, theorem, a half at 1
            "programming", // words such as function, python, array, a half at 2
            "conditions"); // words such as must, only, exactly, a half at 3

    private SurfaceFeatures() {}

    /** What the numbers count, in their order. */
    public static List<String> names() {
        return NAMES;
    }

    /** The numbers of a prompt. */
    public static float[] of(String prompt) {
        String part = prompt.length() <= MOST
                ? prompt
                : prompt.substring(0, BEGINNING) + '\n' + prompt.substring(prompt.length() - (MOST - BEGINNING));
        CharacterCounts characters = new CharacterCounts(part);
        WordCounts words = new WordCounts(part);
        LineCounts lines = new LineCounts(part);
        double all = Math.max(1, part.length());
        double allWords = Math.max(1, words.words);
        double[] values = {
            logarithm(prompt.length(), 1 << 16),
            logarithm(words.words, 1 << 13),
            words.letters / allWords / 12,
            logarithm(lines.lines, 1 << 9),
            logarithm(words.words / (characters.stops + 1.0), 1 << 7),
            4 * characters.digits / all,
            squeezed(words.numbers, 5),
            2.0 * characters.capitals / Math.max(1, characters.letters),
            4 * characters.punctuation / all,
            characters.beyondAscii / all,
            characters.eastAsian / all,
            2 * words.count(WordGroup.ENGLISH) / allWords,
            words.variety(),
            squeezed(characters.questions, 1),
            squeezed(lines.options, 2),
            lines.code / Math.max(1.0, lines.filled),
            squeezed(characters.codeMarks, 4),
            squeezed(characters.maths, 4),
            squeezed(characters.dataMarks, 4),
            squeezed(words.count(WordGroup.WRITING), 1),
            squeezed(words.count(WordGroup.COMPUTING), 1),
            squeezed(words.count(WordGroup.PROVING), 1),
            squeezed(words.count(WordGroup.PROGRAMMING), 2),
            squeezed(words.count(WordGroup.CONDITIONS), 3)
        };
        float[] features = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            features[i] = (float) Math.min(1, values[i]);
        }
        return features;
    }

    private static double logarithm(double count, double one) {
        return StrictMath.log1p(count) / StrictMath.log1p(one);
    }

    private static double squeezed(double count, double half) {
        return count / (count + half);
    }
}
