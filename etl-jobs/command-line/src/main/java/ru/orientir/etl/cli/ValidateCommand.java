package ru.orientir.etl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.rules.FileCheck;
import ru.orientir.etl.rules.FileReport;

/** The check before sending: the same readers and rules as the load, told in Russian to those who fill in the forms. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        header = "Проверить файлы перед отправкой. Check files before sending.",
        description = {
            "",
            "Форма узнаётся по папке, в которой лежит файл, или по строке заголовков. Ничего не загружается",
            "и никуда не отправляется. Код выхода: 0 — замечаний нет, 1 — есть что исправить.",
            ""
        },
        footer = {
            "",
            "Примеры:",
            "  ./orientir validate \"07724000-S-001 Контингент.xlsx\"",
            "  ./orientir validate --feed satisfaction_survey ответы.csv",
            "  ./orientir validate inbox/*/*.csv"
        })
final class ValidateCommand extends Subcommand {

    @Option(names = "--feed", paramLabel = "FEED", description = "Форма, по которой проверять: имя папки во входящих.")
    private String feed;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Файлы: CSV, XLSX, JSON.")
    private List<Path> files;

    ValidateCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        requireKnownFeed();
        FileCheck check = CheckBeforeSending.of(settings());
        boolean clean = true;
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                context.out()
                        .println(
                                file
                                        + "\n  НЕ ПРОЧИТАН: нет такого файла или его нельзя прочитать. Проверьте имя и права доступа.");
                clean = false;
                continue;
            }
            FileReport report = check.validate(file, feed);
            report.lines().forEach(context.out()::println);
            clean &= report.isClean();
        }
        context.out()
                .println(
                        clean
                                ? "Замечаний нет, можно отправлять."
                                : "Есть замечания: исправьте их и проверьте ещё раз.");
        return clean ? 0 : 1;
    }

    private void requireKnownFeed() {
        FeedContracts contracts = FeedContracts.bundled();
        if (feed != null && !contracts.contains(feed)) {
            throw usageError("Нет формы «" + feed + "»; есть: "
                    + String.join(
                            ", ",
                            contracts.all().stream().map(FeedContract::feed).toList()));
        }
    }
}
