package dev.signalbox.server.store;

import java.time.Duration;

/** What a learned route made of a request as bytes of an entry, and back. */
final class PickedCodec {
    private PickedCodec() {}

    static void write(ByteWriter out, Picked picked) {
        out.text(picked.weights()).text(picked.mode()).text(picked.modeFrom()).real(picked.band());
        out.text(picked.basis()).text(picked.embedding()).text(picked.note()).text(picked.target());
        out.maybe(picked.quality(), ByteWriter::real).maybe(picked.dollars(), ByteWriter::real);
        out.maybe(
                picked.prompt(),
                (o, prompt) -> o.text(prompt.domain())
                        .text(prompt.task())
                        .real(prompt.difficulty())
                        .real(prompt.novelty())
                        .flag(prompt.novel()));
        out.text(picked.affinity().strategy())
                .text(picked.affinity().source())
                .text(picked.affinity().decision());
        out.number(picked.took().toNanos());
    }

    static Picked read(ByteReader in) {
        return new Picked(
                in.text(),
                in.text(),
                in.text(),
                in.real(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.maybe(ByteReader::real),
                in.maybe(ByteReader::real),
                in.maybe(i -> new Picked.Prompt(i.text(), i.text(), i.real(), i.real(), i.flag())),
                new Picked.Affinity(in.text(), in.optionalText(), in.optionalText()),
                Duration.ofNanos(in.number()));
    }
}
