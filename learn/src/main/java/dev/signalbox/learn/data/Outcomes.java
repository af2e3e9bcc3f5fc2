package dev.signalbox.learn.data;

/** The columns of outcomes, one entry each. */
final class Outcomes {

    final int[] model;
    final double[] score;
    final int[] input;
    final int[] output;
    final double[] cost;

    Outcomes(int size) {
        this.model = new int[size];
        this.score = new double[size];
        this.input = new int[size];
        this.output = new int[size];
        this.cost = new double[size];
    }

    void set(int at, int itsModel, double itsScore, int inputTokens, int outputTokens, double costUsd) {
        model[at] = itsModel;
        score[at] = itsScore;
        input[at] = inputTokens;
        output[at] = outputTokens;
        cost[at] = costUsd;
    }
}
