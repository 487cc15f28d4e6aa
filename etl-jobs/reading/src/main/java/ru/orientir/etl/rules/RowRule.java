package ru.orientir.etl.rules;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ru.orientir.etl.contract.DeclaredRule;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.InvalidContractException;

/** A rule about several fields of one row; contracts name the rule and its fields. */
sealed interface RowRule {

    /**
     * What was found wrong.
     *
     * @param field field to point at
     * @param details words for the message's placeholders
     */
    record Finding(String field, Map<String, String> details) {}

    /** What is wrong with a row, if anything. */
    Optional<Finding> check(Values values);

    /** Typed values of a row by field name. */
    record Values(FeedContract contract, Map<String, Integer> positions, Object[] values) {
        static Map<String, Integer> positions(FeedContract contract) {
            Map<String, Integer> positions = new HashMap<>();
            contract.fields().forEach(field -> positions.put(field.name(), positions.size()));
            return positions;
        }

        Object of(String field) {
            return values[positions.get(field)];
        }

        Double number(String field) {
            return of(field) instanceof Number number ? number.doubleValue() : null;
        }

        LocalDate date(String field) {
            return of(field) instanceof LocalDate date ? date : null;
        }

        static String words(Object value) {
            if (value instanceof LocalDate date) {
                return DateTimeFormatter.ofPattern("dd.MM.yyyy").format(date);
            }
            if (value instanceof Double number) {
                return number == Math.rint(number) && Math.abs(number) < 1e15
                        ? String.valueOf(number.longValue())
                        : String.format(Locale.ROOT, "%.4f", number);
            }
            return String.valueOf(value);
        }
    }

    /** None of the parts may be more than the whole. */
    record PartAboveWhole(List<String> parts, String whole) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            Double all = values.number(whole);
            for (String part : parts) {
                Double some = values.number(part);
                if (all != null && some != null && some > all) {
                    return Optional.of(new Finding(
                            part,
                            Map.of(
                                    "whole",
                                    Values.words(all),
                                    "part",
                                    "«" + values.contract().nameRuOf(part) + "» (" + Values.words(some) + ")")));
                }
            }
            return Optional.empty();
        }
    }

    /** All parts together may not be more than the whole. */
    record SumAboveWhole(List<String> parts, String whole) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            Double all = values.number(whole);
            double sum = 0;
            for (String part : parts) {
                Double number = values.number(part);
                sum += number == null ? 0 : number;
            }
            return all != null && sum > all
                    ? Optional.of(new Finding(whole, Map.of("sum", Values.words(sum), "whole", Values.words(all))))
                    : Optional.empty();
        }
    }

    /** A share that the sender computed must be that of the numbers beside it. */
    record ShareDiffers(String share, String part, String whole, double tolerance) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            Double stated = values.number(share);
            Double all = values.number(whole);
            Double some = values.number(part);
            if (stated == null || all == null) {
                return Optional.empty();
            }
            double expected = all == 0 || some == null ? 0 : some / all;
            boolean same = Math.abs(stated - expected) <= tolerance || Math.abs(stated / 100 - expected) <= tolerance;
            return same
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            share, Map.of("share", Values.words(stated), "expected", Values.words(expected))));
        }
    }

    /** One date may not come before another. */
    record NotBefore(String earlier, String later) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            LocalDate first = values.date(earlier);
            LocalDate second = values.date(later);
            return first != null && second != null && second.isBefore(first)
                    ? Optional.of(new Finding(later, Map.of()))
                    : Optional.empty();
        }
    }

    /** Where some fields have certain values, others must have certain values too. */
    record Implies(Map<String, List<String>> when, Map<String, List<String>> then) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            return firstUnmet(when, values) != null
                    ? Optional.empty()
                    : Optional.ofNullable(firstUnmet(then, values)).map(field -> new Finding(field, Map.of()));
        }

        private static String firstUnmet(Map<String, List<String>> conditions, Values values) {
            for (Map.Entry<String, List<String>> condition : conditions.entrySet()) {
                if (!condition.getValue().contains(String.valueOf(values.of(condition.getKey())))) {
                    return condition.getKey();
                }
            }
            return null;
        }
    }

    /** A number must lie within bounds; numbers below {@code appliesFrom} are another rule's. */
    record Range(String field, Double minimum, Double maximum, Double appliesFrom) implements RowRule {
        @Override
        public Optional<Finding> check(Values values) {
            Double number = values.number(field);
            if (number == null || (appliesFrom != null && number < appliesFrom)) {
                return Optional.empty();
            }
            boolean outside = (minimum != null && number < minimum) || (maximum != null && number > maximum);
            return outside ? Optional.of(new Finding(field, Map.of())) : Optional.empty();
        }
    }

    /** The rule that a contract declares. */
    static RowRule of(DeclaredRule rule, FeedContract contract) {
        RowRule known =
                switch (rule.kind()) {
                    case "part_above_whole" -> new PartAboveWhole(rule.texts("parts"), rule.text("whole"));
                    case "sum_above_whole" -> new SumAboveWhole(rule.texts("parts"), rule.text("whole"));
                    case "share_differs" ->
                        new ShareDiffers(
                                rule.text("share"), rule.text("part"), rule.text("whole"), rule.number("tolerance"));
                    case "not_before" -> new NotBefore(rule.text("earlier"), rule.text("later"));
                    case "implies" -> new Implies(rule.conditions("when"), rule.conditions("then"));
                    case "range" ->
                        new Range(
                                rule.text("field"),
                                rule.number("minimum"),
                                rule.number("maximum"),
                                rule.number("appliesFrom"));
                    default ->
                        throw new InvalidContractException(
                                "Contract %s: rule %s is of the unknown kind '%s'; known: part_above_whole, sum_above_whole, share_differs, not_before, implies, range"
                                        .formatted(contract.feed(), rule.code(), rule.kind()));
                };
        known.check(new Values(
                contract,
                Values.positions(contract),
                new Object[contract.fields().size()]));
        return known;
    }

    /** A message with its placeholders filled: details first, then values of fields. */
    static String filled(String message, Finding finding, Values values) {
        Map<String, String> words = new HashMap<>();
        values.contract().fields().forEach(field -> words.put(field.name(), Values.words(values.of(field.name()))));
        words.putAll(finding.details());
        String text = message;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        return text;
    }
}
