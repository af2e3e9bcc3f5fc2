package dev.signalbox.learn.choice;

/** What decided. */
public enum Basis {
    /** The mode's band: a cheaper model was good enough, or none was. */
    BAND,
    /** The mode asks for the best predicted model. */
    BEST,
    /** The prompt is unlike all that is known, so the band gives no promise and the best model was taken. */
    NOVEL,
    /** There was no embedding; the surface of the prompt decided. */
    SURFACE,
    /** Nothing could be predicted; the subset's order decided. */
    ORDER,
    /** Only one model was eligible. */
    ONLY
}
