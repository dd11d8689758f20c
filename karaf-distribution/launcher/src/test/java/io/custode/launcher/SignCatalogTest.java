// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What sign-catalog packs. That a platform takes it once it is signed the integration test shows.
 */
class SignCatalogTest {
  private static final String PLATFORM =
      "osgi.ee;filter:=\"(osgi.ee=JavaSE)\",custode.platform;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\"";
  private static final String PASSWORD = "changeit";
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.8Z");

  @TempDir Path folder;
  private Path plugins;
  private Path catalog;

  @BeforeEach
  void prepare() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    catalog = folder.resolve("acme-all.jar");
  }

  private Path plugin(String file, String id, String version, String platform, boolean signed)
      throws IOException {
    var manifest = new Manifest();
    var headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Custode-Plugin", id);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Name", "Acme \"quoted\"");
    headers.putValue("Bundle-Description", "What " + id + " does");
    headers.putValue("Require-Capability", platform);
    var jar = plugins.resolve(file);
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      if (signed) {
        out.putNextEntry(new JarEntry("META-INF/PUBLISH.SF"));
      }
    }
    return jar;
  }

  private String made() throws IOException {
    CatalogFile.of(plugins, catalog).write(catalog, NOW);
    return entry("catalog.json");
  }

  private String entry(String name) throws IOException {
    try (var jar = new JarFile(catalog.toFile())) {
      return new String(jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), "UTF-8");
    }
  }

  private void refused(String why) {
    assertThatThrownBy(this::made).isInstanceOf(Refused.class).hasMessageContaining(why);
    assertThat(catalog).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void holdsThePluginsAndTellsOfThem() throws Exception {
    var one = plugin("one.jar", "acmeone", "1.2.0", PLATFORM, true);
    var two = plugin("two.jar", "acmetwo", "1.0", PLATFORM, true);
    Files.writeString(plugins.resolve("two.en.txt"), "Says \"hello\"\r\nand more\\\n");
    Files.writeString(plugins.resolve("two.it.txt"), "Dice più\n");
    Files.writeString(plugins.resolve("two.url"), "https://acme.example/two.jar\n");

    var index = made();

    assertThat(index)
        .startsWith("{\"catalog\":\"acme-all\",\"issued\":\"2026-03-04T05:06:07Z\"")
        .contains("\"id\":\"acmeone\",\"version\":\"1.2.0\",\"name\":\"Acme \\\"quoted\\\"\"")
        .contains("\"platform\":\"[1.0.0,2.0.0)\",\"size\":" + Files.size(one))
        .contains("{\"en\":\"What acmeone does\",\"it\":\"What acmeone does\"}")
        .contains("\"jar\":\"jars/acmeone-1.2.0.jar\"")
        .contains("{\"en\":\"Says \\\"hello\\\"\\nand more\\\\\",\"it\":\"Dice più\"}")
        .contains("\"size\":" + Files.size(two))
        .contains("\"url\":\"https://acme.example/two.jar\"");
    try (var jar = new JarFile(catalog.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Custode-Catalog"))
          .isEqualTo("acme-all");
      assertThat(jar.stream().map(JarEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "catalog.json", "jars/acmeone-1.2.0.jar");
      assertThat(jar.getInputStream(jar.getJarEntry("jars/acmeone-1.2.0.jar")))
          .hasBinaryContent(Files.readAllBytes(one));
    }
  }

  /** Whose plugin it is, for platforms where the id belongs to somebody. */
  @Test
  void namesTheKeyThatSigned() throws Exception {
    var one = plugin("one.jar", "acmeone", "1.2.0", PLATFORM, false);
    try (var jar = FileSystems.newFileSystem(one)) {
      Files.writeString(jar.getPath("content.txt"), "content");
    }
    var store = folder.resolve("key.p12").toString();
    tool("keytool", store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=acme", "-alias", "key");
    tool("jarsigner", store, one.toString(), "key");

    var key = KeyStore.getInstance(new File(store), PASSWORD.toCharArray()).getCertificate("key");
    var sha256 = MessageDigest.getInstance("SHA-256").digest(key.getPublicKey().getEncoded());
    assertThat(made())
        .contains("\"publisher\":\"" + HexFormat.of().formatHex(sha256) + "\",\"jar\":");
  }

  /** One of the JDK's, with a key store. */
  private static void tool(String name, String store, String... arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    line.addAll(List.of("-keystore", store, "-storepass", PASSWORD));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).inheritIO().start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  @Test
  void saysWhatIsNotToBeTrustedAnyMore() throws Exception {
    var key = "0123456789abcdef".repeat(4);
    Files.writeString(
        plugins.resolve("revoked.txt"),
        "# as of today\n\nkey:%s  It was \"stolen\"\njar:%s It leaks\n".formatted(key, key));

    assertThat(made())
        .contains("\"plugins\":[\n]")
        .contains("\"revoked\":[\n{\"key\":\"" + key + "\",\"reason\":\"It was \\\"stolen\\\"\"},")
        .contains("{\"jar\":\"" + key + "\",\"reason\":\"It leaks\"}]}");
  }

  @Test
  void aRevocationWithoutAReasonIsRefused() throws Exception {
    Files.writeString(plugins.resolve("revoked.txt"), "key:" + "0".repeat(64) + "\n");

    refused("a blank and why");
  }

  @Test
  void whatIsNotSignedIsRefused() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", PLATFORM, false);

    refused("is not signed");
  }

  @Test
  void whatIsNoPluginIsRefused() throws Exception {
    Files.writeString(plugins.resolve("one.jar"), "no jar");

    refused("is no jar");
  }

  @Test
  void whatDoesNotSayWhereItRunsIsRefused() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", "osgi.ee;filter:=\"(osgi.ee=JavaSE)\"", true);

    refused("which versions of the platform");
  }

  @Test
  void twoOfOneVersionAreRefused() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", PLATFORM, true);
    plugin("copy.jar", "acmeone", "1.2.0", PLATFORM, true);

    refused("acmeone 1.2.0 is there twice");
  }

  @Test
  void anAddressThatIsNotHttpsIsRefused() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", PLATFORM, true);
    Files.writeString(plugins.resolve("one.url"), "http://acme.example/one.jar");

    refused("https");
  }

  @Test
  void notesHaveALimit() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", PLATFORM, true);
    Files.writeString(plugins.resolve("one.it.txt"), "n".repeat(2001));

    refused("2000");
  }

  @Test
  void anEmptyFolderIsNoCatalog() {
    refused("has 0 jars");
  }

  @Test
  void itsNameIsItsFiles() throws Exception {
    plugin("one.jar", "acmeone", "1.2.0", PLATFORM, true);
    catalog = folder.resolve("Not A Name.jar");

    refused("named as its file");
  }
}
