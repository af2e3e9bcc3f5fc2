package dev.signalbox.learn.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The first {@value #LAYERS} of the six layers of all-MiniLM-L6-v2, with whole numbers of eight bits for weights: a vector of length
 * 1 with {@value #SIZE} numbers in {@value Features#PARTS} parts of equal length, which tell how a text begins (the mean of the first half of
 * its tokens), how it ends (that of the second), and how its tokens differ (their standard deviation).
 *
 * <p>The last layers are trained to tell what a text is about and forget the rest. How hard it is, and for whom, is foreseen better
 * from the middle, in two thirds of the time; {@code docs/decisions} has the measurements. All texts have much in common there:
 * {@link dev.signalbox.learn.predict.Scaling} takes it away.
 *
 * <p>Texts go through one by one. The scale of the eight bits is worked out from everything that runs at once, so that the
 * vector of a text would depend on its neighbours in a batch. A call uses one thread, its caller's, and pins it: call from
 * platform threads.
 *
 * <p>On one machine the same text always gives the same numbers. Rounding to eight bits makes much of little, though: where
 * operations are fused, which differs between versions of the runtime, the cosine with the vector of another version was 0.995 or
 * less for one text in a hundred. The basic level of optimisation fuses none of them, and gave the same numbers in two versions.
 */
public final class Embedder implements Encoder {
    /** The numbers of a vector. */
    public static final int SIZE = 1152;

    private static final int LAYERS = 4;
    private static final int WIDTH = SIZE / Features.PARTS;
    private static final String RESULT = "/encoder/layer." + (LAYERS - 1) + "/output/LayerNorm/Add_1_output_0";

    private static final String MINI_LM = "/all-minilm-l6-v2-q.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;

    private Embedder(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads the native library and the model, which takes about half a second.
     *
     * @throws IllegalStateException if one of them cannot be loaded
     */
    public static Embedder open() {
        Silence.keep();
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "signalbox");
            environment.setTelemetry(false);
            return new Embedder(environment, session(environment));
        } catch (OrtException | IOException | IllegalArgumentException | LinkageError e) {
            throw new IllegalStateException("embedding model: cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static OrtSession session(OrtEnvironment environment) throws OrtException, IOException {
        try (InputStream model = Embedder.class.getResourceAsStream(MINI_LM);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (model == null) {
                throw new IOException(MINI_LM + " is not on the class path");
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            return environment.createSession(FirstLayers.of(model.readAllBytes(), RESULT), options);
        }
    }

    @Override
    public float[] embed(Excerpt excerpt) {
        int[] tokens = excerpt.tokens();
        long[] shape = {1, tokens.length};
        long[] ids = Arrays.stream(tokens).asLongStream().toArray();
        long[] all = new long[tokens.length];
        Arrays.fill(all, 1);
        try (OnnxTensor pieces = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(all), shape);
                OnnxTensor kinds = OnnxTensor.createTensor(environment, LongBuffer.allocate(tokens.length), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", pieces, "attention_mask", mask, "token_type_ids", kinds))) {
            return TokenPooling.pool(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length, WIDTH);
        } catch (OrtException e) {
            throw new IllegalStateException("embedding model: does not run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("embedding model: cannot be closed: " + e.getMessage(), e);
        }
    }
}
