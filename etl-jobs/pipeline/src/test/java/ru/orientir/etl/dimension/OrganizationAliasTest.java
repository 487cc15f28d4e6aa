package ru.orientir.etl.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrganizationAliasTest {

    @Test
    void caseQuotesSpacesAndYoDoNotMatter() {
        assertThat(OrganizationAlias.of("  ГБПОУ «Колледж  связи, учёта\u00a0и “права”» "))
                .isEqualTo("ГБПОУ КОЛЛЕДЖ СВЯЗИ, УЧЕТА И ПРАВА")
                .isEqualTo(OrganizationAlias.of("гбпоу \"колледж связи, учета и 'права'\""));
    }

    @Test
    void otherNamesStayApart() {
        assertThat(OrganizationAlias.of("Колледж № 1")).isNotEqualTo(OrganizationAlias.of("Колледж № 11"));
        assertThat(OrganizationAlias.of("Колледж-1")).isNotEqualTo(OrganizationAlias.of("Колледж 1"));
    }

    @Test
    void noNameHasNoAlias() {
        assertThat(OrganizationAlias.of(null)).isNull();
        assertThat(OrganizationAlias.inferredId(null)).isNull();
    }

    @Test
    void anInferredOrganizationIsTheSameHoweverItIsWritten() {
        assertThat(OrganizationAlias.inferredId("Колледж «Учёт»"))
                .isEqualTo(OrganizationAlias.inferredId("КОЛЛЕДЖ УЧЕТ"))
                .startsWith("name:");
    }
}
