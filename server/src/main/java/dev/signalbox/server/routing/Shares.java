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
        for (int start = 0; start < Math.min(order.length, DRAWN); start++) {
            int end = endOfGroup(order, start);
            int drawn = draw(order, start, end);
            Lane next = order[drawn];
            System.arraycopy(order, start, order, start + 1, drawn - start);
            order[start] = next;
        }
        return Arrays.asList(order);
    }

    private static int endOfGroup(Lane[] order, int start) {
        int end = start + 1;
        while (end < order.length && order[end].priority() == order[start].priority()) {
            end++;
        }
        return end;
    }

    private int draw(Lane[] order, int start, int end) {
        long sum = 0;
        for (int i = start; i < end; i++) {
            sum += order[i].weight();
        }
        if (end - start == 1 || sum == 0) {
            return start;
        }
        long left = random.nextLong(sum);
        for (int i = start; i < end; i++) {
            left -= order[i].weight();
            if (left < 0) {
                return i;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
