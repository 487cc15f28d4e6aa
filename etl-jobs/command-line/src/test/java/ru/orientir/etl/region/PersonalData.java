package ru.orientir.etl.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything in an inbox that tells who somebody is: children's names, SNILS and birth dates, free comments, contacts of vacancies. Words and
 * dates that the inbox also holds where they tell nothing of a person do not count.
 */
final class PersonalData {

    private static final int SHORTEST_NAME = 4;
    private static final int COMMENT_WORDS = 4;
    private static final Pattern SNILS = Pattern.compile("\\d{3}[- ]?\\d{3}[- ]?\\d{3}[- ]?\\d{2}");
    private static final Pattern MAIL = Pattern.compile("[\\w.-]+@[\\w-]+\\.\\w+");
    private static final Pattern PHONE = Pattern.compile("\\+7[ (\\d)-]{10,18}\\d");
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:(\\d{2})[./](\\d{2})[./](\\d{4})|(\\d{4})-(\\d{2})-(\\d{2}))(?!\\d)");
    private static final Set<String> IDENTITY = Set.of("Фамилия", "Имя", "Отчество", "Дата рождения", "СНИЛС");
    private static final Pattern CONTACT = Pattern.compile("\"contact_person\" ?: ?\"([^\" ]+)");
    private static final Pattern PERSONAL_TEXT = Pattern.compile(
            "\"(?:contact_person|contact_value|phone|fax|email|duty|position_[a-z]+|url_|vac_url)\" ?: ?\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Set<String> names = new HashSet<>();
    private final Set<String> snils = new HashSet<>();
    private final Set<String> birthDates = new HashSet<>();
    private final Set<String> comments = new HashSet<>();
    private final Set<String> contacts = new HashSet<>();
    private final Set<String> innocentWords = new HashSet<>();
    private final Set<String> innocentDates = new HashSet<>();

    private PersonalData() {}

    static PersonalData of(Path inbox, Path vacancyApiFile) {
        PersonalData data = new PersonalData();
        try (Stream<Path> files = Files.walk(inbox)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                data.take(inbox.relativize(file).getName(0).toString(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data.take("vacancy", vacancyApiFile);
        data.names.removeAll(data.innocentWords);
        data.birthDates.removeAll(data.innocentDates);
        return data;
    }

    private void take(String feed, Path file) {
        switch (feed) {
            case "event_participation" -> takeParticipations(file);
            case "satisfaction_survey" -> {
                for (Map<String, String> row : Csv.records(file, StandardCharsets.UTF_8, ',')) {
                    comments.addAll(phrases(row.get("Комментарий")));
                    innocent(row.get("Дата"));
                }
            }
            case "vacancy" -> {
                String text = text(file, StandardCharsets.UTF_8);
                CONTACT.matcher(text).results().forEach(person -> names.add(normalised(person.group(1))));
                MAIL.matcher(text).results().forEach(mail -> contacts.add(mail.group()));
                PHONE.matcher(text).results().forEach(phone -> contacts.add(digits(phone.group())));
                innocent(PERSONAL_TEXT.matcher(text).replaceAll(" "));
            }
            case "minor_employment" -> innocent(text(file, Charset.forName("windows-1251")));
            case "enrolment", "college_graduate_employment" -> {
                // Forms name no person; one of them is cut off on purpose.
            }
            default -> innocent(text(file, StandardCharsets.UTF_8));
        }
    }

    private void takeParticipations(Path file) {
        for (Map<String, String> row : Csv.records(file, StandardCharsets.UTF_8, ';')) {
            for (String column : List.of("Фамилия", "Отчество")) {
                String name = normalised(row.getOrDefault(column, ""));
                if (name.length() >= SHORTEST_NAME) {
                    names.add(name);
                }
            }
            snils.add(digits(row.getOrDefault("СНИЛС", "")));
            birthDates.addAll(dates(row.getOrDefault("Дата рождения", "")));
            row.forEach((column, value) -> {
                if (!IDENTITY.contains(column)) {
                    innocent(value);
                }
            });
        }
        snils.remove("");
    }

    private void innocent(String text) {
        innocentWords.addAll(words(text));
        innocentDates.addAll(dates(text));
    }

    /** Names, numbers, dates and phrases of persons that the text holds. */
    Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        for (String word : words(text)) {
            if (names.contains(word)) {
                found.add(word);
            }
        }
        SNILS.matcher(text)
                .results()
                .map(number -> digits(number.group()))
                .filter(snils::contains)
                .forEach(found::add);
        MAIL.matcher(text)
                .results()
                .map(mail -> mail.group())
                .filter(contacts::contains)
                .forEach(found::add);
        PHONE.matcher(text)
                .results()
                .map(phone -> digits(phone.group()))
                .filter(contacts::contains)
                .forEach(found::add);
        dates(text).stream().filter(birthDates::contains).forEach(found::add);
        phrases(text).stream().filter(comments::contains).forEach(found::add);
        return found;
    }

    /** How much there is to look for, by kind. */
    Map<String, Integer> sizes() {
        return Map.of(
                "names", names.size(),
                "snils", snils.size(),
                "birth dates", birthDates.size(),
                "phrases of comments", comments.size(),
                "contacts", contacts.size());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        eachWord(text, words::add);
        return words;
    }

    private static void eachWord(String text, java.util.function.Consumer<String> words) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && isCyrillic(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.accept(normalised(text.substring(start, i)));
                start = -1;
            }
        }
    }

    private static boolean isCyrillic(char c) {
        return c >= 'А' && c <= 'я' || c == 'ё' || c == 'Ё';
    }

    /** Every run of four words. */
    private static Set<String> phrases(String text) {
        Set<String> phrases = new HashSet<>();
        Deque<String> last = new ArrayDeque<>();
        eachWord(text, word -> {
            last.add(word);
            if (last.size() > COMMENT_WORDS) {
                last.remove();
            }
            if (last.size() == COMMENT_WORDS) {
                phrases.add(String.join(" ", last));
            }
        });
        return phrases;
    }

    private static Set<String> dates(String text) {
        Set<String> dates = new HashSet<>();
        Matcher date = DATE.matcher(text);
        while (date.find()) {
            dates.add(date.group(1) == null ? date.group() : date.group(3) + "-" + date.group(2) + "-" + date.group(1));
        }
        return dates;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    private static String normalised(String word) {
        return word.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }

    private static String text(Path file, Charset charset) {
        try {
            return new String(Files.readAllBytes(file), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
