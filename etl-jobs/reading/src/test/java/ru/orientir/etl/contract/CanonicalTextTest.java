package ru.orientir.etl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {

    @Property
    void isItsOwnCanonicalForm(@ForAll String header) {
        String canonical = CanonicalText.of(header);
        assertThat(CanonicalText.of(canonical)).isEqualTo(canonical);
    }

    @Property
    void spacesAroundChangeNothing(@ForAll String header) {
        assertThat(CanonicalText.of("\n " + header + "\u00A0:")).isEqualTo(CanonicalText.of(header));
    }

    @Test
    void spellingsOfOneHeaderAreOne() {
        assertThat(CanonicalText.of("Трудоустроено,\nчел.")).isEqualTo(CanonicalText.of("трудоустроено чел"));
        assertThat(CanonicalText.of("Одарённый")).isEqualTo(CanonicalText.of("ОДАРЕННЫЙ"));
        assertThat(CanonicalText.of("requiredСertificates")).isEqualTo(CanonicalText.of("required_certificates"));
        assertThat(CanonicalText.of("creation-date")).isEqualTo(CanonicalText.of("creationDate"));
        assertThat(CanonicalText.of("01")).isEqualTo(CanonicalText.of("1"));
    }
}
