package ru.orientir.etl.reading;

import ru.orientir.etl.contract.ContractField;

/** Words of the refusals of one file: what is wrong, where, and how to mend it. */
final class Refusals {
    private final String file;

    Refusals(String file) {
        this.file = file;
    }

    RefusedFile unreadable(String placeRu, String placeEn) {
        return of(
                "unreadable",
                "файл повреждён или передан не до конца (%s). Откройте его у себя, сохраните заново и пришлите ещё раз"
                        .formatted(placeRu),
                "the file is damaged or incomplete (%s). Open it, save it again and send it once more"
                        .formatted(placeEn));
    }

    RefusedFile noAccess() {
        return of(
                "unreadable",
                "файл нельзя прочитать: нет права доступа или сбой хранилища. Дайте право чтения; при следующей загрузке он будет прочитан",
                "the file cannot be read: access is denied or the storage failed. Grant read access; the next load reads it");
    }

    RefusedFile locked() {
        return of(
                "unreadable",
                "книга закрыта паролем. Снимите пароль (Файл → Сведения → Защита книги), сохраните и пришлите ещё раз",
                "the workbook is locked by a password. Remove the password, save it and send it once more");
    }

    RefusedFile empty(String whatRu, String whatEn) {
        return of(
                "empty_file",
                "%s. Пришлите заполненный файл".formatted(whatRu),
                "%s. Send the filled-in file".formatted(whatEn));
    }

    /** A file without rows reports none, and only its name can tell who does. */
    RefusedFile zeroOfNobody(String example) {
        return of(
                "empty_file",
                "под заголовком нет ни одной строки, а имя файла не говорит, чей это отчёт. Если сообщить не о чем, назовите файл, как в форме («%s»); иначе пришлите заполненный файл"
                        .formatted(example),
                "there is no row below the header, and the file name does not tell whose report it is. If there is nothing to report, name the file as in the form («%s»); else send the filled-in file"
                        .formatted(example));
    }

    RefusedFile wrongEncoding(String found, String expected, String placeRu, String placeEn) {
        return of(
                "wrong_encoding",
                "кодировка %s, а нужна %s (%s). Сохраните файл в кодировке %s"
                        .formatted(found, expected, placeRu, expected),
                "the encoding is %s, but %s is needed (%s). Save the file as %s"
                        .formatted(found, expected, placeEn, expected));
    }

    RefusedFile noHeader(String placeRu, String placeEn, String missing, String hintRu, String hintEn) {
        return of(
                "no_header",
                "%s: не найдена строка заголовков; нет граф: %s.%s Верните строку заголовков, как в форме"
                        .formatted(placeRu, missing, hintRu),
                "%s: no header row; missing columns: %s.%s Restore the header row of the form"
                        .formatted(placeEn, missing, hintEn));
    }

    RefusedFile noLabel(String placeRu, String placeEn, String label) {
        return of(
                "no_header",
                "%s: над таблицей нет строки «%s:» со значением. Верните её, как в форме".formatted(placeRu, label),
                "%s: above the table there is no line «%s:» with a value. Restore it as in the form"
                        .formatted(placeEn, label));
    }

    /** A value that the whole table depends on. */
    RefusedFile wrongValue(String rule, String placeRu, String placeEn, ContractField field, String text) {
        String shown = text == null ? "" : IdentityText.tellsPerson(text) ? ShapeMask.of(text) : text;
        String example = field.example() == null ? "" : " («%s»)".formatted(field.example());
        return of(
                rule,
                "%s: «%s» — «%s» не подходит. Исправьте, как в форме%s"
                        .formatted(placeRu, field.nameRu(), shown, example),
                "%s: «%s» cannot be «%s». Correct it as in the form%s"
                        .formatted(placeEn, field.name(), shown, example));
    }

    RefusedFile noRecords(String paths, boolean isLines) {
        return of(
                "no_header",
                "нет списка записей %s. %s"
                        .formatted(
                                paths,
                                isLines
                                        ? "Похоже, каждая запись стоит в своей строке: дайте имени файла окончание .jsonl"
                                        : "Пришлите выгрузку целиком, без изменений"),
                "there is no list of records %s. %s"
                        .formatted(
                                paths,
                                isLines
                                        ? "Each record seems to stand in a line of its own: let the file name end in .jsonl"
                                        : "Send the extract whole and unchanged"));
    }

    RefusedFile noKnownField(String fields) {
        return of(
                "no_header",
                "в записях нет ни одного из полей: %s. Пришлите выгрузку целиком, без изменений".formatted(fields),
                "the records have none of the fields: %s. Send the extract whole and unchanged".formatted(fields));
    }

    RefusedFile wrongSheet(String found, String expectedRu, String expectedEn) {
        return of(
                "wrong_sheet",
                "нет ни одного нужного листа; есть листы: %s. Назовите листы как в форме: %s"
                        .formatted(found, expectedRu),
                "none of the sheets is the form's; sheets found: %s. Name the sheets as in the form: %s"
                        .formatted(found, expectedEn));
    }

    RefusedFile sheetContradicted(String sheet, String label, String value) {
        return of(
                "wrong_year",
                "лист «%s»: в строке «%s» указано «%s», это другой год. Исправьте имя листа или эту строку"
                        .formatted(sheet, label, value),
                "sheet «%s»: the line «%s» says «%s», another year. Correct the sheet's name or that line"
                        .formatted(sheet, label, value));
    }

    RefusedFile yearsOutside(String found, int first, int last) {
        return of(
                "wrong_year",
                "все строки относятся к %s, а принимаются %d–%d годы. Проверьте, тот ли это файл, и исправьте даты"
                        .formatted(found, first, last),
                "all rows are of %s, but the years %d–%d are taken in. Check that this is the right file, correct the dates"
                        .formatted(found, first, last));
    }

    RefusedFile noYearInName(String labelRu) {
        return of(
                "wrong_year",
                "в имени файла нет года («%s»). Допишите год в имя файла, например «… 2021.xlsx»".formatted(labelRu),
                "the file name holds no year («%s»). Add the year to the name, such as «… 2021.xlsx»"
                        .formatted(labelRu));
    }

    RefusedFile tooLargeCell(String placeRu, String placeEn, int limit) {
        return of(
                "too_large_cell",
                "%s: текст длиннее %d знаков. Сократите его; если в файле есть лишняя кавычка, удалите её"
                        .formatted(placeRu, limit),
                "%s: the text is longer than %d characters. Shorten it; remove a stray quotation mark if there is one"
                        .formatted(placeEn, limit));
    }

    RefusedFile unclosedQuote(long line) {
        return of(
                "too_large_cell",
                "строка %d: кавычка открыта и не закрыта, до конца файла всё попало в одну ячейку. Закройте или удалите кавычку"
                        .formatted(line),
                "line %d: a quotation mark is never closed, so the rest of the file is one cell. Close or remove it"
                        .formatted(line));
    }

    RefusedFile archiveBomb(String entry, String whyRu, String whyEn) {
        return of(
                "archive_bomb",
                "архив книги, часть «%s»: %s. Такой файл не открывается; сохраните книгу заново без лишних листов и данных"
                        .formatted(entry, whyRu),
                "the workbook's archive, part «%s»: %s. Such a file is not opened; save the workbook again without surplus sheets and data"
                        .formatted(entry, whyEn));
    }

    RefusedFile activeContent(String place, String whatRu, String whatEn) {
        return of(
                "active_content",
                "%s: %s. Сохраните данные как обычный файл без них («Книга Excel .xlsx» или CSV)"
                        .formatted(place, whatRu),
                "%s: %s. Save the data as a plain file without them (.xlsx workbook or CSV)".formatted(place, whatEn));
    }

    RefusedFile wrongFormat(String foundRu, String foundEn, String expected) {
        return of(
                "wrong_format",
                "это %s, а нужен %s. Сохраните файл в этом формате и пришлите ещё раз".formatted(foundRu, expected),
                "this is %s, but %s is needed. Save the file in that format and send it again"
                        .formatted(foundEn, expected));
    }

    private RefusedFile of(String rule, String messageRu, String messageEn) {
        return new RefusedFile(
                rule, "Файл «%s»: %s.".formatted(file, messageRu), "File «%s»: %s.".formatted(file, messageEn));
    }
}
