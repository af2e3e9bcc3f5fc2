package dev.signalbox.learn.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How picks spread over models. */
final class Shares {

    private Shares() {}

    static Map<String, Double> of(int[] picks, List<String> models) {
        int[] count = new int[models.size()];
        for (int pick : picks) {
            count[pick]++;
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int m = 0; m < count.length; m++) {
            if (count[m] > 0) {
                shares.put(models.get(m), (double) count[m] / picks.length);
            }
        }
        return Collections.unmodifiableMap(shares);
    }
}
