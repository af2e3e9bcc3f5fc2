package dev.signalbox.learn.embed;

/** A vector in 16 bits a number: half the memory, three digits, and a cosine that is the same to six. */
record HalfFloats(short[] halves) {

    static HalfFloats of(float[] vector) {
        short[] halves = new short[vector.length];
        for (int i = 0; i < vector.length; i++) {
            halves[i] = Float.floatToFloat16(vector[i]);
        }
        return new HalfFloats(halves);
    }

    float[] floats() {
        float[] vector = new float[halves.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(halves[i]);
        }
        return vector;
    }
}
