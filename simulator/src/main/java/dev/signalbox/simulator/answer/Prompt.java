package dev.signalbox.simulator.answer;

import java.util.List;

/**
 * What a request asks, whatever its dialect.
 *
 * @param asked the text of the last user message
 * @param toolResults the results that came back since the last answer
 * @param images the media types of all images, {@code url} for one that is only linked
 * @param parallelTools whether several tools may be called at once
 * @param cap the most tokens that the answer may have
 * @param thinking how many tokens of thinking come before the answer; 0 for none
 * @param redacted whether the thinking is to be hidden from the caller
 * @param inputTokens the tokens of the whole request
 */
public record Prompt(
        String model,
        String asked,
        List<String> toolResults,
        List<String> images,
        List<OfferedTool> tools,
        ToolChoice choice,
        boolean parallelTools,
        Shape shape,
        int cap,
        List<String> stops,
        int thinking,
        boolean redacted,
        int inputTokens) {
    public Prompt {
        toolResults = List.copyOf(toolResults);
        images = List.copyOf(images);
        tools = List.copyOf(tools);
        stops = List.copyOf(stops);
    }
}
