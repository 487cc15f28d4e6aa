package ru.orientir.etl.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Years as an operator writes them: {@code 2023}, {@code 2020..2025}, {@code 2020,2022..2024}. */
record YearRange(Set<Integer> years) {

    private static final Pattern PART = Pattern.compile("(\\d{4})(?:\\.\\.(\\d{4}))?");

    static YearRange parse(String text) {
        Set<Integer> years = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new CommandLine.TypeConversionException(
                        "«" + text + "» is no range of years; expected 2023 or 2020..2025");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first > last || first < 2000 || last > 2100) {
                throw new CommandLine.TypeConversionException("«" + text + "» is no range of years from 2000 to 2100");
            }
            for (int year = first; year <= last; year++) {
                years.add(year);
            }
        }
        return new YearRange(years);
    }

    /** Lets picocli read it. */
    static final class Converter implements CommandLine.ITypeConverter<YearRange> {
        @Override
        public YearRange convert(String text) {
            return parse(text);
        }
    }
}
