// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import acme.greeter.Broken;
import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginJarTest {
  private static SignedJar jar(Map<String, String> more, String... names) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Bundle-ManifestVersion", "2");
    headers.put("Bundle-SymbolicName", "acme-hello;x=y");
    headers.put("Bundle-Version", "1.2.3");
    headers.put("Custode-Plugin", "acmehello");
    headers.putAll(more);
    headers.values().removeIf(String::isEmpty);
    return new SignedJar(new byte[0], "00", "publisher", "key", true, headers, Set.of(names));
  }

  @Test
  void readsWhatItIs() {
    var plugin = PluginJar.of(jar(Map.of("Bundle-Name", "Hello")));

    assertThat(plugin.id()).isEqualTo(PluginId.of("acmehello"));
    assertThat(plugin.symbolicName()).isEqualTo("acme-hello");
    assertThat(plugin.name()).isEqualTo("Hello");
    assertThat(plugin.version()).isEqualTo("1.2.3");
    assertThat(plugin.location()).isEqualTo("plugin:acmehello:1.2.3:00");
    assertThat(plugin.refused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Custode-Plugin | '' | Custode-Plugin",
        "Custode-Plugin | Bad-Id | plugin id",
        "Custode-Plugin | core | plugin id",
        "Custode-Plugin | ublic | plugin id",
        "Custode-Plugin | rimary | plugin id",
        "Custode-Plugin | acme,hello | plugin id",
        "Bundle-ManifestVersion | '' | Bundle-ManifestVersion",
        "Bundle-SymbolicName | '' | Bundle-SymbolicName",
        "Bundle-SymbolicName | a/b | Bundle-SymbolicName",
        "Bundle-Version | one | Bundle-Version",
        "Require-Capability | x;filter:=\"(broken\" | manifest",
      })
  void isNoPlugin(String header, String value, String part) {
    assertThatThrownBy(() -> PluginJar.of(jar(Map.of(header, value))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bundle-Activator | x.Y | header Bundle-Activator",
        "bundle-activator | x.Y | header Bundle-Activator",
        "DynamicImport-Package | * | header DynamicImport-Package",
        "Require-Bundle | x | header Require-Bundle",
        "Fragment-Host | custode-platform | header Fragment-Host",
        "Custode-Schema | core | header Custode-Schema",
        "Karaf-Commands | * | header Karaf-Commands",
        "Bundle-ClassPath | .,lib/x.jar | Bundle-ClassPath",
        "Bundle-SymbolicName | custode-platform | platform's own",
        "Export-Package | io.custode.api.asset;version=1 | exports io.custode.api.asset",
        "Export-Package | javax.ws.rs | exports javax.ws.rs",
        "Export-Package | acme.x,org.osgi.framework | exports org.osgi.framework",
        "Provide-Capability | custode.platform;version=9 | provide custode.platform",
        "Provide-Capability | osgi.contract;osgi.contract=JavaJPA | provide osgi.contract",
        "Provide-Capability | osgi.service;objectClass:List<String>=\"acme.X,io.custode.api.asset.Assets\" | offers io.custode.api.asset.Assets",
        "Import-Package | io.custode.core.access;version=\"[1,2)\" | imports io.custode.core.access",
        "Import-Package | io.custode.persistence.core | imports io.custode.persistence.core",
        "Import-Package | io.custode.rest.internal | imports io.custode.rest.internal",
        "Import-Package | org.apache.karaf.features;resolution:=optional | imports org.apache.karaf",
      })
  void isRefused(String header, String value, String part) {
    assertThat(PluginJar.of(jar(Map.of(header, value))).refused())
        .singleElement()
        .asString()
        .contains(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/custode/api/asset/Asset.class",
        "io/custode/persistence/TenantStore.class",
        "META-INF/custode/api/acme.jar",
        "OSGI-INF/blueprint/x.xml"
      })
  void isRefusedForWhatItHolds(String name) {
    assertThat(PluginJar.of(jar(Map.of(), name)).refused()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OSGI-INF/here.xml, OSGI-INF/none.xml | acme.greeter.Broken | the component OSGI-INF/none.xml, which is not in the jar",
        "OSGI-INF/*.xml | acme.greeter.None | its component one is made from the class acme.greeter.None, which is not in the jar",
      })
  void isRefusedForComponentsThatCannotBeMade(String header, String type, String part) {
    assertThat(PluginJar.of(withComponent(header, type)).refused())
        .singleElement()
        .asString()
        .contains(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OSGI-INF/here.xml", "OSGI-INF/*.xml,OSGI-INF/h*.xml"})
  void isNotRefusedForThoseThatCan(String header) {
    assertThat(PluginJar.of(withComponent(header, "acme.greeter.Broken")).refused()).isEmpty();
  }

  private static SignedJar withComponent(String header, String type) {
    var bytes =
        TestJar.plugin("acmehello", "1.2.3")
            .type(Broken.class)
            .header("Service-Component", header)
            .entry(
                "OSGI-INF/here.xml",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="one">
                  <implementation class="%s"/>
                </scr:component>
                """
                    .formatted(type))
            .bytes();
    return new SignedJar(
        bytes,
        "00",
        "publisher",
        "key",
        true,
        JarContents.headers(bytes),
        JarContents.names(bytes));
  }

  @Test
  void mayExportItsOwnAndProvideServices() {
    var plugin =
        PluginJar.of(
            jar(
                Map.of(
                    "Export-Package", "acme.hello.api;version=1.0.0",
                    "Import-Package", "io.custode.api.asset,io.custode.persistence",
                    "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"acme.X,io.custode.spi.access.Permissions,io.custode.api.command.Command\"")));

    assertThat(plugin.refused()).isEmpty();
    assertThat(plugin.exports()).hasSize(1);
  }

  private static PluginJar bringing(TestJar api, String header) {
    var bytes = new TestJar().entry("META-INF/custode/api/acme.jar", api.bytes()).bytes();
    var headers =
        Map.of(
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "acme-hello",
            "Custode-Plugin", "acmehello",
            "Custode-Api", header);
    return PluginJar.of(
        new SignedJar(bytes, "00", "publisher", "key", true, headers, JarContents.names(bytes)));
  }

  @Test
  void bringsApiBundles() {
    var plugin = bringing(ApiJars.api("1.2.0"), "META-INF/custode/api/acme.jar");

    assertThat(plugin.refused()).isEmpty();
    assertThat(plugin.api())
        .singleElement()
        .satisfies(
            api -> {
              assertThat(api.name()).isEqualTo("acme-api");
              assertThat(api.packages()).containsOnlyKeys("acme.api");
              assertThat(api.location()).isEqualTo("plugin-api:acme-api:1.2.0:" + api.sha256());
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bundle-SymbolicName | custode-platform | platform's own",
        "Bundle-Activator | x.Y | header Bundle-Activator",
        "Service-Component | x.xml | header Service-Component",
        "Custode-Plugin | acmehello | header Custode-Plugin",
        "Export-Package | acme.api | without a version",
        "Export-Package | io.custode.api.x;version=1 | not its own",
        "Import-Package | io.custode.core.access | platform's own business",
        "Import-Package | acme.api | which it exports",
      })
  void isRefusedForItsApiBundle(String header, String value, String part) {
    var refused =
        bringing(ApiJars.api("1.0.0").header(header, value), "META-INF/custode/api/acme.jar")
            .refused();

    assertThat(refused).singleElement().asString().startsWith("its API bundle").contains(part);
  }

  @Test
  void namesItsApiBundlesAsTheyAre() {
    assertThat(bringing(ApiJars.api("1.0.0"), "META-INF/custode/api/other.jar").refused())
        .containsExactly(
            "Custode-Api names META-INF/custode/api/other.jar, which is not there",
            "it holds META-INF/custode/api/acme.jar, which Custode-Api does not name");
  }
}
