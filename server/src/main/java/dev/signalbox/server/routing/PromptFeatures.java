package dev.signalbox.server.routing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What can be counted in a prompt at a glance, each between 0 and about 1. The words are English; a prompt in another language
 * is judged by its form.
 */
final class PromptFeatures {
    /** The features, in the order of {@link #of}. */
    static final List<String> NAMES = List.of(
            "length",
            "words",
            "lines",
            "word-length",
            "digits",
            "numbers",
            "operators",
            "brackets",
            "capitals",
            "foreign",
            "question",
            "distinct",
            "fence",
            "options",
            "small-talk",
            "plain",
            "work",
            "code",
            "mathematics",
            "puzzle",
            "steps",
            "form");

    private static final int FIRST_KIND = NAMES.indexOf("small-talk");
    private static final int LONGEST_WORD = 24;
    private static final Map<String, Integer> KINDS = kinds();

    private PromptFeatures() {}

    private static Map<String, Integer> kinds() {
        List<String> words = List.of(
                "hi hello hey thanks thank bye morning welcome please ok okay yes no sorry cheers",
                "what who when where which translate summarize summarise list define spell rephrase rewrite convert capital"
                        + " mean means name synonym shorten headline title reword proofread email",
                "prove derive design architect optimize optimise analyze analyse evaluate assess compare critique explain"
                        + " why plan strategy tradeoff refactor diagnose investigate justify argue review",
                "code function implement debug algorithm class method python java javascript sql compile exception array"
                        + " string stdin stdout assertion return input output regex api database thread",
                "equation integral derivative probability matrix theorem polynomial vector angle triangle prime modulo"
                        + " sum product equal percent ratio area volume velocity mass energy voltage factor solve calculate"
                        + " compute",
                "puzzle exactly least most each every must cannot never always possible minimum maximum smallest largest"
                        + " rules moves grid board cell cells row rows column columns constraint constraints unless either"
                        + " neither adjacent sequence game",
                "then first second finally next after before step steps until repeat given assume suppose let",
                "json format xml yaml table csv bullet markdown answer final only");
        Map<String, Integer> kinds = new HashMap<>();
        for (int kind = 0; kind < words.size(); kind++) {
            for (String word : words.get(kind).split(" ", -1)) {
                kinds.putIfAbsent(word, kind);
            }
        }
        return Map.copyOf(kinds);
    }

    /** The features of this text. One pass; the time grows with the text. */
    static double[] of(String text) {
        Count count = new Count();
        String lowered = text.toLowerCase(Locale.ROOT);
        int start = -1;
        boolean lineStart = true;
        for (int i = 0; i < lowered.length(); i++) {
            char c = lowered.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                count.word(lowered, start, i);
                start = -1;
            }
            count.options += lineStart && option(lowered, i) ? 1 : 0;
            lineStart = c == '\n';
            count.character(c, i < text.length() && Character.isUpperCase(text.charAt(i)));
        }
        if (start >= 0) {
            count.word(lowered, start, lowered.length());
        }
        return count.features(lowered);
    }

    /** A line that begins like {@code B. } or {@code (b) }. */
    private static boolean option(String text, int at) {
        int letter = text.charAt(at) == '(' ? at + 1 : at;
        return letter + 1 < text.length()
                && text.charAt(letter) >= 'a'
                && text.charAt(letter) <= 'j'
                && (text.charAt(letter + 1) == '.' || text.charAt(letter + 1) == ')');
    }

    private static final class Count {
        private final int[] kinds = new int[NAMES.size() - FIRST_KIND];
        private final Set<String> distinct = new HashSet<>();
        private int words;
        private int letters;
        private int numbers;
        private int lines = 1;
        private int digits;
        private int operators;
        private int brackets;
        private int capitals;
        private int foreign;
        private int questions;
        private int options;

        void character(char c, boolean capital) {
            digits += c >= '0' && c <= '9' ? 1 : 0;
            operators += "+-*/=<>^%|&".indexOf(c) >= 0 ? 1 : 0;
            brackets += "{}[]();".indexOf(c) >= 0 ? 1 : 0;
            capitals += capital ? 1 : 0;
            foreign += c > 0x2ff ? 1 : 0;
            questions += c == '?' ? 1 : 0;
            lines += c == '\n' ? 1 : 0;
        }

        void word(String text, int from, int to) {
            words++;
            letters += to - from;
            char first = text.charAt(from);
            numbers += first >= '0' && first <= '9' ? 1 : 0;
            if (to - from <= LONGEST_WORD) {
                String word = text.substring(from, to);
                distinct.add(word);
                Integer kind = KINDS.get(word);
                if (kind != null) {
                    kinds[kind]++;
                }
            }
        }

        double[] features(String text) {
            double all = Math.max(1, text.length());
            double[] features = new double[NAMES.size()];
            int at = 0;
            features[at++] = Math.log1p(text.length()) / 10;
            features[at++] = Math.log1p(words) / 8;
            features[at++] = Math.log1p(lines) / 5;
            features[at++] = Math.min(1, letters / (10.0 * Math.max(1, words)));
            features[at++] = Math.min(1, 4 * digits / all);
            features[at++] = Math.log1p(numbers) / 5;
            features[at++] = Math.min(1, 10 * operators / all);
            features[at++] = Math.min(1, 10 * brackets / all);
            features[at++] = Math.min(1, 5 * capitals / all);
            features[at++] = Math.min(1, foreign / all);
            features[at++] = questions > 0 ? 1 : 0;
            features[at++] = words == 0 ? 0 : (double) distinct.size() / words;
            features[at++] = text.contains("```") ? 1 : 0;
            features[at++] = Math.min(1, options / 4.0);
            for (int kind : kinds) {
                features[at++] = Math.min(1, Math.log1p(kind) / 3);
            }
            return features;
        }
    }
}
