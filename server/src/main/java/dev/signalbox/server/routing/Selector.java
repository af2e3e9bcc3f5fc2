package dev.signalbox.server.routing;

import java.util.List;

/** Chooses, for one request, the branches of its route whose targets may serve it. May block. */
interface Selector {
    /** For routes of one branch. */
    Selector ONLY = _ -> Selection.ONLY;

    Selection select(Demand demand);

    /**
     * What was chosen.
     *
     * @param branches the indexes of the branches in the order in which they are tried; empty if none may serve
     * @param reason why, in words; empty where there was nothing to choose
     */
    record Selection(List<Integer> branches, String reason) {
        static final Selection ONLY = new Selection(List.of(0), "");

        /** Takes a defensive copy. */
        public Selection {
            branches = List.copyOf(branches);
        }
    }
}
