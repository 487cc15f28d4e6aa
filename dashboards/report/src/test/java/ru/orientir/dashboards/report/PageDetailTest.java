package ru.orientir.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ru.orientir.dashboards.report.PageDetail.MartSize;
import ru.orientir.dashboards.report.PageDetail.Municipality;
import ru.orientir.dashboards.report.PageDetail.Organization;

class PageDetailTest {

    @Test
    void aTownIsShownWhole() {
        assertThat(PageDetail.fitting(new MartSize(200, 1_200, 4_000, 400, 23)))
                .isEqualTo(new PageDetail(Municipality.BREAKDOWNS, Organization.BREAKDOWNS));
    }

    @Test
    void aRegionKeepsItsOrganizationsAndGivesUpTheirBreakdowns() {
        assertThat(PageDetail.fitting(new MartSize(7_000, 38_000, 160_000, 14_000, 34 * 23)))
                .isEqualTo(new PageDetail(Municipality.BREAKDOWNS, Organization.TOTALS));
    }

    @Test
    void aDistrictKeepsTheEndsOfItsRankings() {
        assertThat(PageDetail.fitting(new MartSize(12_000, 72_000, 900_000, 90_000, 60 * 23))
                        .organization())
                .isEqualTo(Organization.EXTREMES);
    }

    @Test
    void aCountryComparesTerritories() {
        assertThat(PageDetail.fitting(new MartSize(230_000, 1_400_000, 5_000_000, 450_000, 1_000 * 23)))
                .isEqualTo(new PageDetail(Municipality.TOTALS, Organization.NONE));
    }
}
