package dev.signalbox.simulator.answer;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the simulated model. {@code echo: TEXT} in the prompt is answered with TEXT, {@code words: N} with N words;
 * everything else with a few sentences that depend on the prompt and the seed alone.
 */
public final class Repertoire {
    private static final String ECHO = "echo:";
    private static final Pattern WORDS = Pattern.compile("\\bwords: ?(\\d{1,6})\\b");
    private static final int QUOTED = 60;
    private static final String[] SENTENCES = {
        "The points are set and the route is locked.",
        "A train that has been accepted will be given its track.",
        "Every lever in this box moves exactly one thing.",
        "The distant signal stays at caution until the section is clear.",
        "Two bells were received and two bells were sent back.",
        "Nothing enters the single line without its token.",
        "The block instrument shows line clear.",
        "An interlocking refuses what would be unsafe, whoever asks.",
        "The down goods is waiting in the loop.",
        "All movements of this shift are written in the register.",
        "Rain on the rails makes the braking distance longer.",
        "The lamp was trimmed at six and burns steadily.",
        "The junction has four routes and one of them is yours.",
        "Naïve shortcuts cost more than the long way round – ask the shunter.",
    };

    private final long seed;

    public Repertoire(long seed) {
        this.seed = seed;
    }

    /** What is said to a prompt's last words. */
    public String say(String prompt) {
        int echo = prompt.indexOf(ECHO);
        if (echo >= 0) {
            return prompt.substring(echo + ECHO.length()).strip();
        }
        SplittableRandom random = new SplittableRandom(Seeded.hash(seed, prompt));
        Matcher words = WORDS.matcher(prompt);
        if (words.find()) {
            return words(random, Integer.parseInt(words.group(1)));
        }
        StringBuilder text = new StringBuilder("You said: ").append(quote(prompt));
        int sentences = 2 + random.nextInt(3);
        for (int i = 0; i < sentences; i++) {
            text.append(' ').append(SENTENCES[random.nextInt(SENTENCES.length)]);
        }
        return text.toString();
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        int left = count;
        while (left > 0) {
            for (String word : SENTENCES[random.nextInt(SENTENCES.length)].split(" ")) {
                if (left-- > 0) {
                    text.append(text.isEmpty() ? "" : " ").append(word);
                }
            }
        }
        return text.toString();
    }

    /** The beginning of a text on one line, in quotation marks. */
    public static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        boolean all = line.codePointCount(0, line.length()) <= QUOTED;
        return '"' + (all ? line : line.substring(0, line.offsetByCodePoints(0, QUOTED)) + '…') + '"';
    }
}
