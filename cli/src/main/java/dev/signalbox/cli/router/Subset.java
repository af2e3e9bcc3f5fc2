package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.choice.Member;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.PriceFile;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Tier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models with their prices.
 *
 * @param weights that know all of them; thinking tokens are those of the price file where it states them
 */
record Subset(Weights weights, List<Member> members) {

    Subset {
        members = List.copyOf(members);
    }

    /** The models at the prices of a file, or else of the price book at a time. */
    static Subset of(Weights weights, List<String> models, Optional<Path> file, Instant at) throws DataException {
        Set<String> seen = new HashSet<>();
        for (String model : models) {
            if (!seen.add(model)) {
                throw new Complaint("--models: " + model + " stands twice (expected: different models)");
            }
        }
        weights.numbers(models);
        if (file.isEmpty()) {
            return new Subset(weights, byBook(models, at));
        }
        Map<String, ModelPrice> prices = PriceFile.read(file.get());
        List<Member> members = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String model : models) {
            ModelPrice price = prices.get(model);
            if (price == null) {
                missing.add(model);
            } else {
                members.add(new Member(model, price.input(), price.output(), Double.NaN, 0));
            }
        }
        if (!missing.isEmpty()) {
            throw new Complaint("--prices: " + file.get() + ": no price for " + String.join(", ", missing)
                    + " (expected: a row model,input,output[,hidden_output_tokens] for each of --models)");
        }
        return new Subset(weights.assuming(PriceFile.hiddenOutputTokens(file.get())), members);
    }

    private static List<Member> byBook(List<String> models, Instant at) {
        PriceBook book = PriceBook.load();
        List<Member> members = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String model : models) {
            book.price(model, at)
                    .map(price -> price.tiers().getFirst())
                    .ifPresentOrElse(
                            tier -> members.add(member(model, tier)),
                            () -> missing.add(model + (book.sellers(model).size() > 1 ? " (sold by several)" : "")));
        }
        if (!missing.isEmpty()) {
            throw new Complaint(
                    "--models: the price book has no price for " + String.join(", ", missing)
                            + " (expected: --prices FILE with rows model,input,output[,hidden_output_tokens], USD per million tokens)");
        }
        return members;
    }

    private static Member member(String model, Tier tier) {
        return new Member(
                model,
                tier.input().doubleValue(),
                tier.output().doubleValue(),
                tier.cached().doubleValue(),
                0);
    }

    List<String> models() {
        return members.stream().map(Member::model).toList();
    }
}
