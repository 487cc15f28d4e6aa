package ru.orientir.etl.cli;

import java.nio.file.Path;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ru.orientir.etl.sample.SampleRegion;
import ru.orientir.etl.settings.CannotProceedException;

/** Writes the sample region: deliveries as real senders would send them, and the truth to test against. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        header = "Write the sample region as senders would deliver it.",
        description = {
            "",
            "DIR/inbox as senders would deliver it, DIR/truth with the planted defects and the indicators'",
            "values, DIR/vacancy-api for the API's stand-in. Scale 1 is a town of 20 schools, 30 a region,",
            "1000 a country. The same scale and seed give the same bytes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./orientir generate --scale 1 --seed 7 --out /tmp/sample",
            "  ./orientir nightly --inbox /tmp/sample/inbox"
        })
final class GenerateCommand extends Subcommand {

    @Option(names = "--scale", defaultValue = "1", paramLabel = "N", description = "Number of towns. Default: 1.")
    private int scale;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "What everything random follows from. Default: 1.")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write to; it must not hold an inbox yet.")
    private Path out;

    GenerateCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        SampleRegion.Result result = generate(scale, seed, out);
        TextTable table = new TextTable("feed", ">files", ">rows");
        for (String feed : new TreeSet<>(result.files().keySet())) {
            table.add(feed, result.files().get(feed), result.rows().getOrDefault(feed, 0L));
        }
        table.print(context.out());
        context.out().println();
        int planted = result.plantedDefects().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        context.out()
                .println("Towns " + result.towns() + ", planted defects " + TextTable.grouped(planted)
                        + ", known indicator values " + TextTable.grouped(result.truthValues()));
        context.out().println("Load it: ./orientir nightly --inbox \"" + result.inbox() + "\"");
        return 0;
    }

    private SampleRegion.Result generate(int towns, long chosenSeed, Path folder) {
        SampleRegion region;
        try {
            region = new SampleRegion(towns, chosenSeed);
        } catch (IllegalArgumentException e) {
            throw usageError(e.getMessage());
        }
        try {
            return region.writeTo(folder.toAbsolutePath().normalize(), context.err()::println);
        } catch (IllegalStateException e) {
            throw new CannotProceedException(e.getMessage(), e);
        }
    }
}
