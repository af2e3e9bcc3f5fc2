package dev.signalbox.server.ledger.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the files of a journal. A seam for disks that fail. */
@FunctionalInterface
interface SegmentAllocator {
    Segment allocate(Path path, int bytes, long writer) throws IOException;
}
