package dev.signalbox.learn.data;

/** Says which file, which line and what in it is not as expected. */
public final class DataException extends Exception {

    /** @param line counted from 1; 0 if the file as a whole is meant */
    DataException(String file, long line, String problem) {
        super(line > 0 ? file + ":" + line + ": " + problem : file + ": " + problem);
    }
}
