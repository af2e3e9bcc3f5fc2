package dev.signalbox.learn.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.signalbox.learn.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The model all-MiniLM-L6-v2 with whole numbers of eight bits for weights: a vector of length 1 with {@value #SIZE} numbers,
 * whose dot product tells how near two texts are in what they are about.
 *
 * <p>Texts go through one by one. The scale of the eight bits is worked out from everything that runs at once, so that the
 * vector of a text would depend on its neighbours in a batch. A call uses one thread, its caller's, and pins it: call from
 * platform threads.
 *
 * <p>On one machine the same text always gives the same numbers. Rounding to eight bits makes much of little, though: where
 * operations are fused, which differs between versions of the runtime, the cosine with the vector of another version was 0.995 or
 * less for one text in a hundred. The basic level of optimisation fuses none of them, takes the same time, and gave the same numbers
 * in two versions.
 */
public final class Embedder implements Encoder {
    /** The numbers of a vector. */
    public static final int SIZE = 384;

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
        } catch (OrtException | IOException | LinkageError e) {
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
            return environment.createSession(model.readAllBytes(), options);
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
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length);
        } catch (OrtException e) {
            throw new IllegalStateException("embedding model: does not run: " + e.getMessage(), e);
        }
    }

    /** The mean of the vectors of all tokens, as sentence-transformers pools them, at length 1. */
    private static float[] mean(FloatBuffer states, int tokens) {
        double[] sums = new double[SIZE];
        float[] state = new float[SIZE];
        for (int token = 0; token < tokens; token++) {
            states.get(state);
            for (int i = 0; i < SIZE; i++) {
                sums[i] += state[i];
            }
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        double length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
        float[] vector = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) (sums[i] / length);
        }
        return vector;
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
