package dev.signalbox.learn.embed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of an ONNX model that leads to one of its inner results, as a model of its own: other operations and their weights are
 * left out, so that they take neither time nor memory.
 *
 * <p>The numbers are those of the fields in <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class FirstLayers {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int TENSOR_NAME = 8;
    private static final int VALUE_NAME = 1;

    /** Field 2, the type, of a value: a tensor (field 1) whose elements (field 1) are floats (1). */
    private static final byte[] FLOATS = {2 << 3 | 2, 4, 1 << 3 | 2, 2, 1 << 3, 1};

    private record Node(ByteBuffer whole, List<String> inputs, List<String> outputs) {}

    private FirstLayers() {}

    /**
     * The model with only this result.
     *
     * @throws IllegalArgumentException if the bytes are no model, or nothing in it has that name
     */
    static byte[] of(byte[] model, String result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
        ProtobufFields.each(ByteBuffer.wrap(model), (number, whole, value) -> {
            if (number == MODEL_GRAPH) {
                byte[] graph = graph(value, result);
                ProtobufFields.write(out, MODEL_GRAPH, graph);
            } else {
                ProtobufFields.copy(out, whole);
            }
        });
        return out.toByteArray();
    }

    private static byte[] graph(ByteBuffer graph, String result) {
        List<Node> nodes = new ArrayList<>();
        ProtobufFields.each(graph.duplicate(), (number, whole, value) -> {
            if (number == GRAPH_NODE) {
                nodes.add(new Node(whole, names(value, NODE_INPUT), names(value, NODE_OUTPUT)));
            }
        });
        Set<String> needed = needed(nodes, result);
        ByteArrayOutputStream out = new ByteArrayOutputStream(graph.remaining());
        for (Node node : nodes) {
            if (node.outputs.stream().anyMatch(needed::contains)) {
                ProtobufFields.copy(out, node.whole);
            }
        }
        ProtobufFields.each(graph, (number, whole, value) -> {
            boolean left = number == GRAPH_NODE
                    || number == GRAPH_OUTPUT
                    || (number == GRAPH_INITIALIZER
                            && names(value, TENSOR_NAME).stream().noneMatch(needed::contains));
            if (!left) {
                ProtobufFields.copy(out, whole);
            }
        });
        ProtobufFields.write(out, GRAPH_OUTPUT, value(result));
        return out.toByteArray();
    }

    /** The names of all values that go into this result, and its own. */
    private static Set<String> needed(List<Node> nodes, String result) {
        Map<String, Node> makers = new HashMap<>();
        nodes.forEach(node -> node.outputs.forEach(output -> makers.put(output, node)));
        if (!makers.containsKey(result)) {
            throw new IllegalArgumentException("model: no result " + result);
        }
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(result));
        while (!open.isEmpty()) {
            String name = open.pop();
            Node maker = makers.get(name);
            if (needed.add(name) && maker != null) {
                open.addAll(maker.inputs);
            }
        }
        return needed;
    }

    private static List<String> names(ByteBuffer message, int field) {
        List<String> names = new ArrayList<>();
        ProtobufFields.each(message.duplicate(), (number, _, value) -> {
            if (number == field) {
                names.add(StandardCharsets.UTF_8.decode(value.duplicate()).toString());
            }
        });
        return names;
    }

    private static byte[] value(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProtobufFields.write(out, VALUE_NAME, name.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(FLOATS);
        return out.toByteArray();
    }
}
