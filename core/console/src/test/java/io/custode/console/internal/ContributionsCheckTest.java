// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.json.Json;
import io.custode.core.capability.Capabilities;
import io.custode.core.ui.UiContribution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContributionsCheckTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path SCHEMA = Path.of("ui/public/ui/sdk/1.1/contributions.schema.json");
  private static final Path HELLO = Path.of("../../plugins/hello/src/main/resources/ui");

  private static final String PAGE =
      "{'point':'nav.page','id':'a','path':'/a','export':'A','title':{'en':'A'}}";
  private static final String PANEL =
      "{'point':'asset.panel','id':'b','export':'B','title':{'en':'B','it':'B'},"
          + "'when':{'asset.kind':['server']}}";

  private static List<UiContribution> check(String sdk, String module, String... contributes)
      throws Refused {
    var json =
        ("{'sdk':'" + sdk + "','contributes':[" + String.join(",", contributes) + "]}")
            .replace('\'', '"');
    var file =
        new JacksonMapping().<ContributionsFile>read(new Json(json), ContributionsFile.class);
    return ContributionsCheck.check(
        "acme",
        Capabilities.of(null),
        file,
        Map.of("index.js", module.getBytes(StandardCharsets.UTF_8)));
  }

  private static String both() {
    return "export class A {}\nexport class B {}";
  }

  @Test
  void whatHelloBringsIsGood() throws Exception {
    var json = Files.readString(HELLO.resolve("contributions.json"));
    var file =
        new JacksonMapping().<ContributionsFile>read(new Json(json), ContributionsFile.class);
    var module = Files.readAllBytes(HELLO.resolve("index.js"));
    var files = Map.of("index.js", module);
    var declared = "ui:asset.panel,ui:command";

    assertThat(
            ContributionsCheck.check(
                "hello", Capabilities.of(declared + ",ui:nav.page"), file, files))
        .hasSize(3);
    assertThatThrownBy(
            () -> ContributionsCheck.check("hello", Capabilities.of(declared), file, files))
        .hasMessage(
            "contributes[0].point nav.page is not declared: add ui:nav.page to"
                + " Custode-Capabilities");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'point':'nav.page'|'point':'nav.window'|point is none that this console knows: nav.window",
        "'id':'a'|'id':'A b'|id must match",
        "'path':'/a'|'path':'/api/v1'|is not the plugin's: its pages are below /p/acme",
        "'path':'/a'|'path':'/p/other/a'|is not the plugin's: its pages are below /p/acme",
        "'path':'/a'|'path':'/../a'|path must match",
        "'path':'/a'|'path':'//evil.example'|path must match",
        "'path':'/a',||path must match",
        "'export':'A'|'export':'C'|the module exports no C",
        "'export':'A'|'export':'a-b'|export must name",
        "'title':{'en':'A'}|'title':{'it':'A'}|must have a text in English",
        "'title':{'en':'A'}|'title':{'en':' '}|a text of 1 to 60",
        "'id':'a'|'id':'a','order':1001|order must be 0 to 1000",
        "'id':'a'|'id':'a','section':'top'|section must be one of",
        "'id':'a'|'id':'a','icon':'<svg>'|icon must match",
        "'id':'a'|'id':'a','requires':['*']|requires must be at most 10 ids",
        "'id':'a'|'id':'a','when':{'asset.kind':['server']}|when can be asset.kind for panels",
      })
  void aFaultIsNamed(String good, String bad, String why) throws Exception {
    assertThat(check("^1", both(), PAGE)).hasSize(1);
    var page = PAGE.replace(good, bad == null ? "" : bad);
    assertThatThrownBy(() -> check("^1", both(), page, PANEL))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("contributes[0]")
        .hasMessageContaining(why);
  }

  @Test
  void theWholeHasLimits() {
    var many = Collections.nCopies(51, PANEL).toArray(String[]::new);
    assertThatThrownBy(() -> check("^1", both(), many)).hasMessageContaining("and lists 51");
    assertThatThrownBy(() -> check("^1", both())).hasMessageContaining("and lists 0");
    assertThatThrownBy(() -> check("^2", both(), PANEL)).hasMessageContaining("sdk must be");
    assertThatThrownBy(() -> check("^1.7", both(), PANEL)).hasMessageContaining("has 1.1");
    assertThatThrownBy(() -> check("^1", both(), PANEL, PANEL))
        .hasMessageContaining("id is used before for asset.panel");
  }

  @Test
  void aRoomOfThePortalHasAnAddressOfItsOwn() throws Exception {
    var room = PAGE.replace("nav.page", "portal.page");
    assertThat(check("^1", both(), PAGE, room)).hasSize(2);
    assertThatThrownBy(() -> check("^1", both(), room, room.replace("'id':'a'", "'id':'b'")))
        .hasMessageContaining("contributes[1].path is used before");
    assertThatThrownBy(() -> check("^1", both(), room.replace("'path':'/a',", "")))
        .hasMessageContaining("contributes[0].path must match");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['toaster']",
        "['server','toaster']",
        "[]",
        "null",
        "[null]",
        "['server',null]",
      })
  void aPanelIsForKindsThatThereAre(String kinds) {
    assertThatThrownBy(() -> check("^1", both(), PANEL.replace("['server']", kinds)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("contributes[0].when of asset.kind must be of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "export class A extends B {}",
        "export async function A() {}",
        "export const A = 1",
        "class x{}export{x as A};",
        "export * from './other.js'",
      })
  void anExportIsFoundHoweverItIsWritten(String module) throws Exception {
    assertThat(check("^1", module, PAGE)).hasSize(1);
    assertThatThrownBy(() -> check("^1", module.replace("A", "Ab").replace("*", ""), PAGE))
        .hasMessageContaining("the module exports no A");
  }

  /** The published schema and the check that runs say the same. */
  @Test
  void theSchemaHasTheSameRules() throws Exception {
    var schema = MAPPER.readTree(SCHEMA.toFile());
    var one = schema.at("/$defs/contribution/properties");
    assertThat(schema.at("/properties/contributes/maxItems").asInt())
        .isEqualTo(ContributionsCheck.MOST);
    assertThat(texts(one.at("/point/enum")))
        .containsExactlyInAnyOrderElementsOf(ContributionsCheck.POINTS);
    assertThat(texts(one.at("/section/enum")))
        .containsExactlyInAnyOrderElementsOf(ContributionsCheck.SECTIONS);
    assertThat(texts(one.at("/when/properties/asset.kind/items/enum")))
        .containsExactlyInAnyOrderElementsOf(ContributionsCheck.KINDS);
    assertThat(one.at("/order/maximum").asInt()).isEqualTo(ContributionsCheck.HIGHEST_ORDER);
    assertThat(one.at("/title/additionalProperties/maxLength").asInt())
        .isEqualTo(ContributionsCheck.LONGEST_TITLE);
    assertThat(one.at("/requires/maxItems").asInt()).isEqualTo(ContributionsCheck.MOST_REQUIRED);
    assertThat(texts(schema.at("/$defs/contribution/allOf/0/if/properties/point/enum")))
        .containsExactlyInAnyOrderElementsOf(ContributionsCheck.PAGES);
    same(schema.at("/properties/sdk/pattern"), ContributionsCheck.RANGE);
    same(schema.at("/properties/module/pattern"), ContributionsCheck.MODULE);
    same(one.at("/id/pattern"), ContributionsCheck.ID);
    same(one.at("/path/pattern"), ContributionsCheck.PATH);
    same(one.at("/path/not/pattern"), ContributionsCheck.FOREIGN);
    same(one.at("/export/pattern"), ContributionsCheck.EXPORT);
    same(one.at("/icon/pattern"), ContributionsCheck.ICON);
    same(one.at("/title/propertyNames/pattern"), ContributionsCheck.LANGUAGE);
    same(one.at("/requires/items/pattern"), ContributionsCheck.PERMISSION);
  }

  private static void same(JsonNode inSchema, Pattern pattern) {
    assertThat(inSchema.asText()).isEqualTo("^" + pattern + "$");
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
