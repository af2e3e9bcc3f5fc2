package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Envelope;
import java.util.Optional;

/**
 * What a plan of a learned route holds beside its targets.
 *
 * @param stripped the request without what it says to the gateway alone, where it says such things
 * @param session the conversation, whose requests shall stay with the model that answers
 * @param beginnings how the prompt begins; who answers holds it in its cache then
 * @param told whether the caller wants to read of the selection in its answer
 */
public record Learned(
        ModelSelection selection,
        Optional<Envelope> stripped,
        Optional<Session> session,
        Beginnings beginnings,
        boolean told) {}
