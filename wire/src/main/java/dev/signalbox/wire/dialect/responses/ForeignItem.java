package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;

/** An item that only this dialect knows, told whole. */
record ForeignItem(Place place, Json.Obj raw) implements Output.Item {
    void tell() {
        place.added(raw);
        place.done(raw);
    }

    @Override
    public void end() {
        // it was told whole
    }

    @Override
    public Json.Obj written() {
        return raw;
    }
}
