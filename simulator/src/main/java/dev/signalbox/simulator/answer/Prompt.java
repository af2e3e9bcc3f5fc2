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
 * @param begun the beginning of the answer that the request gives; empty for none
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
        int inputTokens,
        String begun) {
    public Prompt {
        toolResults = List.copyOf(toolResults);
        images = List.copyOf(images);
        tools = List.copyOf(tools);
        stops = List.copyOf(stops);
    }

    /** Of a request that leaves the whole answer to the model. */
    public Prompt(
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
        this(
                model,
                asked,
                toolResults,
                images,
                tools,
                choice,
                parallelTools,
                shape,
                cap,
                stops,
                thinking,
                redacted,
                inputTokens,
                "");
    }

    /** The same with the beginning of its answer. */
    public Prompt begunWith(String words) {
        return new Prompt(
                model,
                asked,
                toolResults,
                images,
                tools,
                choice,
                parallelTools,
                shape,
                cap,
                stops,
                thinking,
                redacted,
                inputTokens,
                words);
    }
}
