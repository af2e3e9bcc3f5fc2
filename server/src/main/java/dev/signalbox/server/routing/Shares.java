package dev.signalbox.server.routing;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Groups by priority; inside a group drawn by weight without putting back. Weight 0 comes last in its group. Lanes
 * that are left out leave their share to the others, in proportion. Behind the first {@value #DRAWN} that were drawn the
 * rest follow as they are written: nobody's deadline lets it come to them, and drawing them all costs the square of their number.
 */
final class Shares implements Order {
    private static final int DRAWN = 32;

    private final RandomGenerator random;
    private final List<Lane> usual;
    private final Numbers usualNumbers;

    /** Of these lanes, sorted by their priority. */
    private record Numbers(int[] priorities, int[] weights) {
        static Numbers of(List<Lane> lanes) {
            int[] priorities = new int[lanes.size()];
            int[] weights = new int[lanes.size()];
            for (int i = 0; i < weights.length; i++) {
                priorities[i] = lanes.get(i).priority();
                weights[i] = lanes.get(i).weight();
            }
            return new Numbers(priorities, weights);
        }

        int endOfGroup(int start) {
            int end = start + 1;
            while (end < priorities.length && priorities[end] == priorities[start]) {
                end++;
            }
            return end;
        }

        long sum(int start, int end) {
            long sum = 0;
            for (int i = start; i < end; i++) {
                sum += weights[i];
            }
            return sum;
        }
    }

    /** @param usual all lanes, which most requests have before them: their numbers are kept */
    Shares(RandomGenerator random, List<Lane> usual) {
        this.random = random;
        this.usual = usual;
        this.usualNumbers = Numbers.of(usual);
    }

    /** @param lanes sorted by their priority */
    @Override
    @SuppressWarnings("ReferenceEquality") // the very list, or another one; comparing contents would cost what it saves
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        if (lanes.size() < 2) {
            return lanes;
        }
        Numbers numbers =
                lanes == usual ? new Numbers(usualNumbers.priorities, usualNumbers.weights.clone()) : Numbers.of(lanes);
        Lane[] order = new Lane[lanes.size()];
        boolean[] taken = new boolean[order.length];
        int most = Math.min(order.length, DRAWN);
        int filled = 0;
        for (int start = 0; filled < most; ) {
            int end = numbers.endOfGroup(start);
            filled = draw(lanes, numbers, start, end, taken, order, filled, most);
            start = end;
        }
        for (int i = 0; filled < order.length; i++) {
            if (!taken[i]) {
                order[filled++] = lanes.get(i);
            }
        }
        return Arrays.asList(order);
    }

    /** Draws the lanes of one group until so many are there. Who was drawn weighs nothing any more. */
    private int draw(
            List<Lane> lanes,
            Numbers numbers,
            int start,
            int end,
            boolean[] taken,
            Lane[] order,
            int already,
            int most) {
        int[] weights = numbers.weights;
        int filled = already;
        int first = start;
        long sum = numbers.sum(start, end);
        for (int left = end - start; left > 0 && filled < most; left--) {
            while (taken[first]) {
                first++;
            }
            int drawn = left == 1 || sum == 0 ? first : drawn(weights, first, end, sum);
            sum -= weights[drawn];
            weights[drawn] = 0;
            taken[drawn] = true;
            order[filled++] = lanes.get(drawn);
        }
        return filled;
    }

    private int drawn(int[] weights, int start, int end, long sum) {
        long left = random.nextLong(sum);
        for (int i = start; i < end; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
