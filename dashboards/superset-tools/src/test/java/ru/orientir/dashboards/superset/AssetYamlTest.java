package ru.orientir.dashboards.superset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssetYamlTest {

    @Test
    void whatIsWrittenIsReadAsTheSame() throws Exception {
        String text = """
                name: Участия, «дети» и №
                code: 07724000
                quoted: '07724000'
                operator: '='
                share: 0.5
                on: 'yes'
                empty: null
                list: [1, 2]
                text: |-
                  ### Заголовок

                  строка
                """;
        var content = AssetYaml.parse("a.yaml", text);
        String written = AssetYaml.dump(content);
        assertThat(AssetYaml.parse("a.yaml", written)).isEqualTo(content);
        assertThat(AssetYaml.dump(AssetYaml.parse("a.yaml", written))).isEqualTo(written);
        assertThat(written)
                .contains(
                        "name: Участия, «дети» и №\n",
                        "quoted: '07724000'\n",
                        "operator: '='\n",
                        "text: |-\n  ### Заголовок\n")
                .doesNotContain("\\u");
    }

    @Test
    void nothingIsWrittenAsAnAnchor() throws Exception {
        var content = AssetYaml.parse("a.yaml", "one: &x [1, 2]\ntwo: *x\n");
        assertThat(AssetYaml.dump(content)).isEqualTo("one: [1, 2]\ntwo: [1, 2]\n");
    }
}
