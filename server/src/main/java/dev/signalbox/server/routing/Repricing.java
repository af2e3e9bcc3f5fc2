package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

/**
 * Brings learned routes to the prices of now. A request goes by one or the other, wholly. Prices of which it is known that they will
 * hold soon are solved before they do, so that nobody decides by those of before while the new ones are worked out.
 */
final class Repricing {
    private final Learning.Parts parts;
    private final ModelPrices soon;

    /** @param soon the prices of a little later */
    Repricing(Learning.Parts parts, ModelPrices soon) {
        this.parts = parts;
        this.soon = soon;
    }

    /** Of these routes, by their names; those whose prices are the same are left alone and not told. */
    List<Repriced> of(ConcurrentMap<String, Trained> routes) {
        List<Repriced> repriced = new ArrayList<>();
        routes.forEach((name, trained) -> {
            try {
                List<Member> now = trained.at(parts.prices());
                if (!now.equals(trained.policy().members())) {
                    routes.put(name, trained.costing(now, parts.policies()));
                    repriced.add(new Repriced(name, Optional.empty()));
                }
            } catch (RuntimeException e) {
                repriced.add(new Repriced(name, Optional.of(String.valueOf(e.getMessage()))));
            }
        });
        routes.values().forEach(this::ahead);
        return repriced;
    }

    private void ahead(Trained trained) {
        try {
            List<Member> later = trained.at(soon);
            if (!later.equals(trained.policy().members())) {
                trained.costing(later, parts.policies());
            }
        } catch (RuntimeException e) {
            // is told when it is so
        }
    }
}
