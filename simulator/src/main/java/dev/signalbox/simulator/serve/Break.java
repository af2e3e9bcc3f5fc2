package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.Moment;
import java.util.function.Consumer;

/**
 * Where a reply stops short and what happens there.
 *
 * @param afterEvents how many events are sent before; negative for no stop after the head
 * @param action what happens to the connection; nothing for a stall
 */
record Break(boolean beforeHead, int afterEvents, Consumer<Playback> action) {
    static Break never() {
        return new Break(false, -1, _ -> {});
    }

    static Break of(Fault fault) {
        return switch (fault) {
            case Fault.Cut(Moment at) -> at(at, Playback::cut);
            case Fault.Drop(Moment at) -> at(at, Playback::drop);
            case Fault.Stall(Moment at) -> at(at, _ -> {});
            case Fault.None _,
                    Fault.Status _,
                    Fault.ErrorEvent _,
                    Fault.Dribble _,
                    Fault.Garbage _,
                    Fault.ContentType _,
                    Fault.Headers _,
                    Fault.SlowHead _ -> never();
        };
    }

    private static Break at(Moment moment, Consumer<Playback> action) {
        return switch (moment) {
            case Moment.BeforeHead() -> new Break(true, -1, action);
            case Moment.AfterHead() -> new Break(false, 0, action);
            case Moment.AfterEvents(int events) -> new Break(false, events, action);
        };
    }

    void strike(Playback playback) {
        action.accept(playback);
    }
}
