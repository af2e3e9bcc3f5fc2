package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Graded prompts on which the settings of modes are tried. What is picked is compared with the best single model there. */
final class Rehearsal {
    /** No part. */
    private static final int NONE = -1;

    private final List<Scene> scenes;
    private final double scale;
    private final int best;
    private final int[] sources;

    /** @param best the number of the best single model */
    Rehearsal(List<Scene> scenes, int best) {
        this.scenes = List.copyOf(scenes);
        this.best = best;
        double mean = scenes.stream()
                .mapToDouble(scene -> scene.cost()[scene.best().here()])
                .average()
                .orElse(0);
        this.scale = mean > 0 ? mean : 1;
        this.sources =
                scenes.stream().mapToInt(Scene::source).distinct().sorted().toArray();
    }

    /** How many prompts. */
    int size() {
        return scenes.size();
    }

    /** Mean cost of a request of the best single model in USD. */
    double scale() {
        return scale;
    }

    /** The number of the best single model. */
    int best() {
        return best;
    }

    /** What every setting gets here. */
    Audition audition(Bands bands) {
        boolean few = scenes.size() < Policy.LEAST;
        List<Setting> settings = few
                ? Grid.untried(bands)
                : Grid.settings(scenes.stream()
                        .anyMatch(scene -> scene.best().here() != scene.best().anywhere()));
        List<Result[]> usual = tried(settings, NONE);
        List<Tried> learnt = new ArrayList<>();
        List<List<Tally>> leftOut = new ArrayList<>();
        for (int part = 0; part < Scene.PARTS; part++) {
            int left = part;
            List<Result[]> its = same(left) ? usual : tried(settings, left);
            learnt.add(attempts(few, settings, its, left));
            leftOut.add(its.stream().map(parts -> parts[left].all()).toList());
        }
        return new Audition(attempts(few, settings, usual, NONE), learnt, leftOut);
    }

    /** What a mode gets beside the best single model over all kinds of prompts. */
    Result against(Solution solution, Mode mode) {
        Setting setting = solution.of(mode);
        return all(
                parts(
                        setting,
                        solution.scale(),
                        scene -> scene.best().ahead(setting),
                        scene -> scene.best().anywhere()),
                NONE);
    }

    /** The same with settings that were solved on prompts of all kinds, where the best single model over all kinds has the lead. */
    Result byAnything(Solution anything, Mode mode) {
        return all(
                parts(
                        anything.of(mode),
                        anything.scale(),
                        scene -> scene.best().anywhere(),
                        scene -> scene.best().anywhere()),
                NONE);
    }

    private List<Result[]> tried(List<Setting> settings, int left) {
        return settings.stream()
                .map(setting -> parts(
                        setting,
                        scale,
                        scene -> scene.best(left).ahead(setting),
                        scene -> scene.best(scene.part() == left ? NONE : left).here()))
                .toList();
    }

    /** Whether the best single models are the same without a part. */
    private boolean same(int part) {
        return scenes.stream().allMatch(scene -> scene.best().equals(scene.bestWithout()[part]));
    }

    private static Tried attempts(boolean few, List<Setting> settings, List<Result[]> tried, int left) {
        return new Tried(
                few, settings, tried.stream().map(parts -> all(parts, left)).toList());
    }

    private static Result all(Result[] parts, int left) {
        return Result.together(IntStream.range(0, parts.length)
                .filter(part -> part != left)
                .mapToObj(part -> parts[part])
                .toList());
    }

    /**
     * By part, what a setting gets.
     *
     * @param ahead the place of the model that has the lead
     * @param single the place of the model that it is compared with
     */
    private Result[] parts(Setting setting, double itsScale, ToIntFunction<Scene> ahead, ToIntFunction<Scene> single) {
        Sums[] sums = new Sums[Scene.PARTS * sources.length];
        Arrays.setAll(sums, _ -> new Sums());
        for (Scene scene : scenes) {
            int pick = setting.pick(scene.quality(), scene.cost(), ahead.applyAsInt(scene), itsScale);
            sums[scene.part() * sources.length + Arrays.binarySearch(sources, scene.source())].add(
                    scene, pick, single.applyAsInt(scene));
        }
        Result[] parts = new Result[Scene.PARTS];
        Arrays.setAll(
                parts,
                part -> new Result(IntStream.range(part * sources.length, (part + 1) * sources.length)
                        .mapToObj(i -> sums[i].tally())
                        .toArray(Tally[]::new)));
        return parts;
    }
}
