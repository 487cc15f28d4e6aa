package ru.orientir.dashboards.report;

/**
 * How much detail fits into one page that must open on a phone. The workbook and the marts always hold more.
 *
 * @param municipality breakdowns of the territories' figures
 * @param organization detail of the organizations' figures
 */
public record PageDetail(Municipality municipality, Organization organization) {

    /** Organizations kept at either end of a ranking when not all of them fit. */
    public static final int EXTREMES = 10;

    private static final long COMPARISON_BYTES = 90;
    private static final long YEAR_BYTES = 50;
    private static final long MUNICIPALITY_BUDGET = 2_600_000;
    private static final long ORGANIZATION_BUDGET = 3_500_000;

    /** Breakdowns of the territories' figures. */
    public enum Municipality {
        /** Every education stage and learner category. */
        BREAKDOWNS,
        /** Totals over all education stages and categories. */
        TOTALS
    }

    /** Detail of the organizations' figures. */
    public enum Organization {
        /** Every organization, every education stage and learner category. */
        BREAKDOWNS,
        /** Every organization, totals only. */
        TOTALS,
        /** Totals of the organizations at either end of each ranking. */
        EXTREMES,
        /** None: too many organizations for one page. */
        NONE
    }

    /**
     * The most detail that fits.
     *
     * @param size rows the marts hold
     */
    static PageDetail fitting(MartSize size) {
        Municipality municipality =
                size.municipalityComparisons() * COMPARISON_BYTES + size.municipalityYears() * YEAR_BYTES
                                <= MUNICIPALITY_BUDGET
                        ? Municipality.BREAKDOWNS
                        : Municipality.TOTALS;
        Organization organization;
        if (size.organizationComparisons() * COMPARISON_BYTES <= ORGANIZATION_BUDGET) {
            organization = Organization.BREAKDOWNS;
        } else if (size.organizationTotals() * COMPARISON_BYTES <= ORGANIZATION_BUDGET) {
            organization = Organization.TOTALS;
        } else if (size.rankings() * 2 * EXTREMES * COMPARISON_BYTES <= ORGANIZATION_BUDGET) {
            organization = Organization.EXTREMES;
        } else {
            organization = Organization.NONE;
        }
        return new PageDetail(municipality, organization);
    }

    /**
     * Row counts that decide the detail.
     *
     * @param municipalityComparisons comparisons of territories
     * @param municipalityYears yearly values of territories
     * @param organizationComparisons comparisons of organizations
     * @param organizationTotals those over all education stages and categories
     * @param rankings territories × indicators × pairs of stages that rank organizations
     */
    record MartSize(
            long municipalityComparisons,
            long municipalityYears,
            long organizationComparisons,
            long organizationTotals,
            long rankings) {}
}
