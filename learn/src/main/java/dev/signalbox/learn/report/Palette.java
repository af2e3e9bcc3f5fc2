package dev.signalbox.learn.report;

import java.util.Set;

/** Colours that colour-blind people can tell apart (Okabe and Ito 2008), and what can be read on them. */
public final class Palette {
    /** Of words, lines and what has no colour of its own. */
    public static final String DARK = "#1b1f24";

    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#333333", "#8c8c8c"
    };
    private static final Set<String> LIGHT = Set.of("#cc79a7", "#56b4e9", "#8c8c8c", "#d55e00", "#009e73");

    private Palette() {}

    /** The colour of a place; behind the last the first comes again. */
    public static String colour(int place) {
        return COLOURS[place % COLOURS.length];
    }

    /** What words on a colour are written with. */
    public static String ink(String colour) {
        return LIGHT.contains(colour) ? "#000000" : "#ffffff";
    }
}
