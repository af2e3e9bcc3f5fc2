package dev.signalbox.server.routing;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Groups by priority; inside a group drawn by weight without putting back. Weight 0 comes last in its group. Lanes
 * that are left out leave their share to the others, in proportion. Behind the first {@value #DRAWN} that were drawn the
 * rest follow as they are written: nobody's deadline lets it come to them, and drawing them all costs the square of their number.
 */
record Shares(RandomGenerator random) implements Order {
    private static final int DRAWN = 32;

    /** @param lanes sorted by their priority */
    @Override
    public List<Lane> of(List<Lane> lanes, Demand demand) {
        Lane[] order = lanes.toArray(Lane[]::new);
        int[] weights = new int[order.length]; // beside the lanes, because a draw looks at all of a group
        for (int i = 0; i < order.length; i++) {
            weights[i] = order[i].weight();
        }
        int end = 0;
        long sum = 0;
        for (int start = 0; start < Math.min(order.length, DRAWN); start++) {
            if (start == end) {
                end = endOfGroup(order, start);
                sum = sum(weights, start, end);
            }
            int drawn = draw(weights, start, end, sum);
            sum -= weights[drawn];
            moveForward(order, weights, drawn, start);
        }
        return Arrays.asList(order);
    }

    private static int endOfGroup(Lane[] order, int start) {
        int priority = order[start].priority();
        int end = start + 1;
        while (end < order.length && order[end].priority() == priority) {
            end++;
        }
        return end;
    }

    private static long sum(int[] weights, int start, int end) {
        long sum = 0;
        for (int i = start; i < end; i++) {
            sum += weights[i];
        }
        return sum;
    }

    private int draw(int[] weights, int start, int end, long sum) {
        if (end - start == 1 || sum == 0) {
            return start;
        }
        long left = random.nextLong(sum);
        for (int i = start; i < end; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static void moveForward(Lane[] order, int[] weights, int from, int to) {
        Lane lane = order[from];
        int weight = weights[from];
        System.arraycopy(order, to, order, to + 1, from - to);
        System.arraycopy(weights, to, weights, to + 1, from - to);
        order[to] = lane;
        weights[to] = weight;
    }
}
