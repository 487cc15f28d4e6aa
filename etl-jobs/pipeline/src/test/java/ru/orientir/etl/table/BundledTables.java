package ru.orientir.etl.table;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.dimension.DimensionInputs;
import ru.orientir.etl.indicator.IndicatorInputs;

/** The tables that come with the program. */
public final class BundledTables {

    /** Names of the feeds. */
    public static final Set<String> FEEDS =
            FeedContracts.bundled().all().stream().map(FeedContract::feed).collect(Collectors.toSet());

    /** Names of the other inputs. */
    public static final Set<String> INPUTS = Stream.of(DimensionInputs.names(), IndicatorInputs.names())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    public static final TableCatalogue ALL = TableCatalogue.bundled(FEEDS, INPUTS);

    private BundledTables() {}
}
