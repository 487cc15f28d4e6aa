package ru.orientir.etl.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import ru.orientir.warehouse.ReferenceTables;

/** The contracts of all feeds, by feed code. */
public final class FeedContracts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/contracts/";

    private final LinkedHashMap<String, FeedContract> contracts = new LinkedHashMap<>();

    public FeedContracts(Collection<FeedContract> contracts) {
        contracts.forEach(contract -> this.contracts.put(contract.feed(), contract));
    }

    /** The contracts that come with the program; {@code feed.csv} of the warehouse lists them in loading order. */
    public static FeedContracts bundled() {
        return Bundled.CONTRACTS;
    }

    /** The contract of a feed. */
    public FeedContract get(String feed) {
        FeedContract contract = contracts.get(feed);
        if (contract == null) {
            throw new InvalidContractException(
                    "No contract for feed '%s'; known feeds: %s".formatted(feed, contracts.keySet()));
        }
        return contract;
    }

    public boolean contains(String feed) {
        return contracts.containsKey(feed);
    }

    /** All contracts in loading order. */
    public Collection<FeedContract> all() {
        return contracts.values();
    }

    private static final class Bundled {
        private static final FeedContracts CONTRACTS = load();

        private static FeedContracts load() {
            Map<String, FeedContract> contracts = new LinkedHashMap<>();
            ContractReading reading = new ContractReading();
            for (String feed : ReferenceTables.named("feed").byCode("feed_code").keySet()) {
                String file = feed + ".odcs.yaml";
                contracts.put(feed, reading.read(resource(file), file));
            }
            return new FeedContracts(contracts.values());
        }

        private static String resource(String name) {
            try (InputStream stream = FeedContracts.class.getResourceAsStream(FOLDER + name)) {
                if (stream == null) {
                    throw new InvalidContractException("Cannot load contracts: no resource " + FOLDER + name);
                }
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot load contract " + FOLDER + name, failure);
            }
        }
    }
}
