package ru.orientir.dashboards.superset.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.OrderByElement;

/** What the SQL of a metric or a condition says: which columns it folds, by which function, and which columns it holds to one value. */
final class MetricSql {

    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "avg",
            "min",
            "max",
            "count",
            "percentile_cont",
            "percentile_disc",
            "mode",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "string_agg",
            "array_agg",
            "bool_or",
            "bool_and",
            "every");

    private MetricSql() {}

    /**
     * One aggregate.
     *
     * @param columns columns whose values it folds
     * @param fixed columns that its own condition holds to one value, and that value
     */
    record Aggregate(String function, boolean isDistinct, Set<String> columns, Map<String, String> fixed) {}

    /**
     * The aggregates of a metric.
     *
     * @throws JSQLParserException where it is no expression of SQL
     */
    static List<Aggregate> aggregates(String expression) throws JSQLParserException {
        List<Aggregate> aggregates = new ArrayList<>();
        CCJSqlParserUtil.parseExpression(expression, false)
                .accept(
                        new ExpressionVisitorAdapter<Void>() {
                            @Override
                            public <S> Void visit(Function function, S context) {
                                String name = function.getName().toLowerCase(Locale.ROOT);
                                if (!AGGREGATES.contains(name)) {
                                    return super.visit(function, context);
                                }
                                Folded folded = new Folded();
                                if (function.getParameters() != null) {
                                    function.getParameters().forEach(folded::add);
                                }
                                aggregates.add(folded.as(name, function.isDistinct()));
                                return null;
                            }

                            @Override
                            public <S> Void visit(AnalyticExpression function, S context) {
                                Folded folded = new Folded();
                                folded.add(function.getExpression());
                                Optional.ofNullable(function.getOrderByElements())
                                        .ifPresent(order -> order.stream()
                                                .map(OrderByElement::getExpression)
                                                .forEach(folded::add));
                                Optional.ofNullable(function.getWindowDefinition())
                                        .map(window -> window.getOrderByElements())
                                        .ifPresent(order -> order.stream()
                                                .map(OrderByElement::getExpression)
                                                .forEach(folded::add));
                                folded.fixed.putAll(fixedBy(function.getFilterExpression()));
                                aggregates.add(
                                        folded.as(function.getName().toLowerCase(Locale.ROOT), function.isDistinct()));
                                return null;
                            }
                        },
                        null);
        return aggregates;
    }

    /** The columns that a condition holds to one value; none where it cannot be read. */
    static Map<String, String> fixedBy(String condition) {
        try {
            return fixedBy(CCJSqlParserUtil.parseCondExpression(condition, false));
        } catch (JSQLParserException e) {
            // The database tells what is wrong with it: see MartRule.
            return Map.of();
        }
    }

    private static Map<String, String> fixedBy(Expression condition) {
        Map<String, String> fixed = new HashMap<>();
        if (condition instanceof AndExpression and) {
            fixed.putAll(fixedBy(and.getLeftExpression()));
            fixed.putAll(fixedBy(and.getRightExpression()));
        } else if (condition instanceof ParenthesedExpressionList<?> inner && inner.size() == 1) {
            fixed.putAll(fixedBy(inner.get(0)));
        } else if (condition instanceof EqualsTo equals && equals.getLeftExpression() instanceof Column column) {
            constant(equals.getRightExpression()).ifPresent(value -> fixed.put(column.getColumnName(), value));
        } else if (condition instanceof InExpression in
                && !in.isNot()
                && in.getLeftExpression() instanceof Column column
                && in.getRightExpression() instanceof ParenthesedExpressionList<?> values
                && values.size() == 1) {
            constant(values.get(0)).ifPresent(value -> fixed.put(column.getColumnName(), value));
        }
        return fixed;
    }

    private static Optional<String> constant(Expression expression) {
        if (expression instanceof StringValue text) {
            return Optional.of(text.getValue());
        }
        return expression instanceof LongValue number ? Optional.of(number.getStringValue()) : Optional.empty();
    }

    /** What stands inside an aggregate. */
    private static final class Folded {
        private final Set<String> columns = new HashSet<>();
        private final Map<String, String> fixed = new HashMap<>();

        void add(Expression expression) {
            if (expression instanceof CaseExpression choice) {
                addChoice(choice);
            } else if (expression != null) {
                expression.accept(
                        new ExpressionVisitorAdapter<Void>() {
                            @Override
                            public <S> Void visit(Column column, S context) {
                                columns.add(column.getColumnName());
                                return null;
                            }

                            @Override
                            public <S> Void visit(CaseExpression choice, S context) {
                                addChoice(choice);
                                return null;
                            }
                        },
                        null);
            }
        }

        /** A choice without another way out folds only the rows that its condition lets through. */
        private void addChoice(CaseExpression choice) {
            boolean isFilter = choice.getWhenClauses().size() == 1
                    && choice.getSwitchExpression() == null
                    && (choice.getElseExpression() == null || choice.getElseExpression() instanceof NullValue);
            if (isFilter) {
                fixed.putAll(fixedBy(choice.getWhenClauses().get(0).getWhenExpression()));
            }
            choice.getWhenClauses().forEach(when -> add(when.getThenExpression()));
            add(choice.getElseExpression());
        }

        Aggregate as(String function, boolean isDistinct) {
            return new Aggregate(function, isDistinct, Set.copyOf(columns), Map.copyOf(fixed));
        }
    }
}
