package dev.signalbox.learn.choice;

/** Adds up what was picked, prompt by prompt. */
final class Sums {
    private int prompts;
    private double picked;
    private double best;
    private double pickedSquares;
    private double bestSquares;
    private double products;
    private double cost;
    private double bestCost;

    /** A prompt where one member was picked and another is compared with. */
    void add(Scene scene, int pick, int single) {
        double score = scene.score()[pick];
        double other = scene.score()[single];
        prompts++;
        picked += score;
        best += other;
        pickedSquares += score * score;
        bestSquares += other * other;
        products += score * other;
        cost += scene.cost()[pick];
        bestCost += scene.cost()[single];
    }

    Tally tally() {
        return prompts == 0
                ? Tally.NONE
                : new Tally(prompts, picked, best, pickedSquares, bestSquares, products, cost, bestCost);
    }
}
