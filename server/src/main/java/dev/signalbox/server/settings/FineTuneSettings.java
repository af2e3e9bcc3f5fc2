package dev.signalbox.server.settings;

/**
 * What is known of a model that its owner tuned.
 *
 * @param baseline the evaluation by which it was found good enough: a file of results, or an id
 */
public record FineTuneSettings(String baseline) {

    public FineTuneSettings {
        Checks.that(!baseline.isBlank(), "baseline", '"' + baseline + '"', "a file or an id");
    }
}
