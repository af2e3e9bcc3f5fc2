package dev.signalbox.server.routers;

import dev.signalbox.wire.json.Json;
import java.util.List;

/** What became of a wish about a router. */
public sealed interface KeptRouter {
    /**
     * It is this now.
     *
     * @param etag the version of its file
     * @param fresh whether there was none before
     * @param remarks what is lost of what was put, and what was assumed
     */
    record Kept(Json.Obj resource, String etag, boolean fresh, List<Remark> remarks) implements KeptRouter {
        public Kept {
            remarks = List.copyOf(remarks);
        }
    }

    /** It is not there now. */
    record Gone(boolean was) implements KeptRouter {}

    /** Nothing was done. */
    record Refused(Why why, String words) implements KeptRouter {}

    /** The kinds of reasons. */
    enum Why {
        /** What was sent is wrong. */
        INVALID,
        /** There are no routers here. */
        OFF,
        /** There is none of this name. */
        MISSING,
        /** Something that stands here is in the way. */
        CONFLICT,
        /** It is not the version that was meant. */
        OTHER_VERSION,
        /** The disk does not take it. */
        UNWRITABLE
    }

    /** The version of a file, as a header field has it. */
    static String etag(String text) {
        return '"' + RouteFile.digest(text).substring(0, 16) + '"';
    }
}
