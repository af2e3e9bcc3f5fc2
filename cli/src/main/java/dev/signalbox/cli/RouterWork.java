package dev.signalbox.cli;

import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.predict.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/** Turns what can go wrong with files, weights and models into the one sentence that the user is told. */
final class RouterWork {

    private RouterWork() {}

    /** @throws Complaint if the work cannot be done */
    static <T> T done(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (DataException | WeightsException | IllegalArgumentException | IllegalStateException e) {
            throw new Complaint(RuntimeErrors.sentence(e), e);
        } catch (UncheckedIOException e) {
            throw new Complaint(RuntimeErrors.sentence(e), e);
        } catch (IOException e) {
            throw new Complaint("a file cannot be read or written: " + RuntimeErrors.sentence(e), e);
        }
    }
}
