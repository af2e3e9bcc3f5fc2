package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.sse.SseEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of one streamed answer in order, one open at a time.
 *
 * <p>Parts of the canonical model may interleave, blocks of this dialect do not. So the oldest unfinished block is sent as
 * it grows, and those behind it wait until it is complete. Words are complete as soon as another part begins: words of the
 * same part that come later are a block of their own. Nothing but requests for tools that grow side by side therefore ever
 * waits.
 */
final class BlockSequence {
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int index;
    private boolean begun;
    private boolean calls;
    private boolean over;

    void add(Block block) {
        for (Block earlier : blocks) {
            if (earlier instanceof Block.Words) {
                earlier.end();
            }
        }
        calls |= block instanceof Block.Call;
        blocks.addLast(block);
    }

    /** The open block of this part, if it has one. */
    Optional<Block> find(int part) {
        return blocks.stream().filter(block -> block.isOpen(part)).findFirst();
    }

    /** The block that was added last, if it is not complete. */
    Optional<Block> last() {
        return Optional.ofNullable(blocks.peekLast()).filter(block -> !block.isEnded());
    }

    /**
     * No block follows. A last block with nothing but another provider's signature is left out where no tool is asked for:
     * clients show the last block as the answer, and only calls demand their signature back.
     */
    void endAll() {
        blocks.forEach(Block::end);
        over = true;
        while (!calls && !blocks.isEmpty() && blocks.getLast().isCarrier()) {
            blocks.removeLast();
        }
    }

    /** The events for all that can be told now. */
    List<SseEvent> drain() {
        List<SseEvent> events = new ArrayList<>();
        for (Block block = blocks.peekFirst(); block != null; block = blocks.peekFirst()) {
            if (block.isCarrier() && blocks.size() == 1 && !over) {
                break; // whether it is the last is not known yet
            }
            if (block.isWanted()) {
                tell(block, events);
            }
            if (!block.isEnded()) {
                break;
            }
            if (begun) {
                int at = index++;
                events.add(event(
                        "content_block_stop",
                        Json.object(f -> f.put("type", "content_block_stop").put("index", at))));
                begun = false;
            }
            blocks.removeFirst();
        }
        return events;
    }

    private void tell(Block block, List<SseEvent> events) {
        if (!begun) {
            begun = true;
            events.add(event(
                    "content_block_start",
                    Json.object(f -> f.put("type", "content_block_start")
                            .put("index", index)
                            .put("content_block", block.start()))));
        }
        for (Json.Obj delta : block.take()) {
            events.add(event(
                    "content_block_delta",
                    Json.object(f -> f.put("type", "content_block_delta")
                            .put("index", index)
                            .put("delta", delta))));
        }
    }

    static SseEvent event(String name, Json.Obj data) {
        return SseEvent.of(name, JsonCodec.write(data));
    }
}
