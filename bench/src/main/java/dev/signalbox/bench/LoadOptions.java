package dev.signalbox.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param mode whole answers at a rate, or streams that stay open
 * @param rate requests a second (whole)
 * @param streams how many streams are open at once (stream)
 * @param duration how long it is measured, after the warm-up
 * @param warmUp load that is not counted
 * @param asked the model that callers name
 * @param dialect the dialect that callers speak, openai or anthropic
 */
record LoadOptions(Mode mode, int rate, int streams, Duration duration, Duration warmUp, String asked, String dialect) {
    enum Mode {
        WHOLE,
        STREAM
    }

    static final String USAGE = """
            usage: bench/load [mode=whole|stream] [rate=2000] [streams=1000] [seconds=60] [warmup=20] [model=gpt] [dialect=openai|anthropic]
              whole   sends whole requests at a constant rate, whatever answers do (open loop)
              stream  keeps that many streams open, each 20 tokens a second, and opens a new one when one ends
              model   gpt, claude, or route (a priority route over both)""";

    static LoadOptions parse(String[] arguments) {
        List<String> known = List.of("mode", "rate", "streams", "seconds", "warmup", "model", "dialect");
        Map<String, String> values = new HashMap<>();
        Arrays.stream(arguments).forEach(argument -> {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !known.contains(parts[0])) {
                throw new IllegalArgumentException(
                        argument + " (expected: one of " + known + " with =value)\n" + USAGE);
            }
            values.put(parts[0], parts[1]);
        });
        return new LoadOptions(
                values.getOrDefault("mode", "whole").equals("stream") ? Mode.STREAM : Mode.WHOLE,
                Integer.parseInt(values.getOrDefault("rate", "2000")),
                Integer.parseInt(values.getOrDefault("streams", "1000")),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("seconds", "60"))),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("warmup", "20"))),
                values.getOrDefault("model", "gpt"),
                values.getOrDefault("dialect", "openai"));
    }
}
