// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarCheckTest {
  private static final String TEXT = "acme/acmehello.txt";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  @TempDir static Path folder;
  private static Publisher acme;
  private static Publisher stranger;
  private static byte[] signed;
  private static JarCheck check;

  @BeforeAll
  static void sign() throws Exception {
    acme = Publisher.named(folder, "acme");
    stranger = Publisher.named(folder, "stranger");
    signed = acme.sign(TestJar.plugin("acmehello", "1.0.0").bytes());
    check = new JarCheck(folder.resolve("scratch"), Clock.systemUTC());
  }

  private static Trust trusted() {
    return Trust.of(Set.of(acme.certificate()));
  }

  @Test
  void trustsWhatATrustedPublisherSigned() throws Exception {
    var jar = check.check(signed, trusted());

    assertThat(jar.bytes()).isEqualTo(signed);
    assertThat(jar.sha256()).isEqualTo(Fingerprint.of(signed));
    assertThat(jar.publisher()).isEqualTo(Fingerprint.of(acme.certificate().getEncoded()));
    assertThat(jar.headers()).containsEntry("custode-plugin", "acmehello");
    assertThat(jar.names()).contains(TEXT);
    assertThat(Files.list(folder.resolve("scratch"))).isEmpty();
  }

  @Test
  void refusesWhatNobodySigned() {
    assertConflict("plugin-unsigned", () -> checked(TestJar.plugin("acmehello", "1.0.0").bytes()));
  }

  @Test
  void refusesAStranger() {
    assertConflict(
        "publisher-unknown",
        () -> checked(stranger.sign(TestJar.plugin("acmehello", "1.0.0").bytes())));
  }

  @Test
  void refusesEverybodyWhereNobodyIsTrusted() {
    assertConflict("publisher-unknown", () -> check.check(signed, Trust.of(Set.of())));
  }

  @Test
  void refusesAnExpiredCertificate() throws Exception {
    var old = Publisher.named(folder, "old", "-startdate", "-10d", "-validity", "5");
    var jar = old.sign(TestJar.plugin("acmehello", "1.0.0").bytes());

    assertConflict(
        "publisher-expired", () -> check.check(jar, Trust.of(Set.of(old.certificate()))));
  }

  @Test
  void refusesACertificateOfTheFuture() throws Exception {
    var early = Publisher.named(folder, "early", "-startdate", "+10d");
    var jar = early.sign(TestJar.plugin("acmehello", "1.0.0").bytes());

    assertConflict(
        "publisher-expired", () -> check.check(jar, Trust.of(Set.of(early.certificate()))));
  }

  @Test
  void refusesAChangedEntry() {
    assertTampered(TestJar.change(signed, all -> all.put(TEXT, "evil".getBytes(UTF_8))));
  }

  @Test
  void refusesAnAddedEntry() {
    assertTampered(
        TestJar.change(signed, all -> all.put("acme/Evil.class", "evil".getBytes(UTF_8))));
  }

  @Test
  void refusesAnEntryAddedBesideTheSignature() {
    assertTampered(
        TestJar.change(signed, all -> all.put("META-INF/EVIL.SF", "evil".getBytes(UTF_8))));
    assertTampered(
        TestJar.change(signed, all -> all.put("META-INF/SIG-EVIL", "evil".getBytes(UTF_8))));
    assertTampered(
        TestJar.change(signed, all -> all.put("META-INF/services/x.Y", "evil".getBytes(UTF_8))));
  }

  @Test
  void refusesAnEditedHeader() {
    assertTampered(edited("Custode-Plugin: acmehello", "Custode-Plugin: acmeother"));
  }

  @Test
  void refusesAnAddedHeader() {
    assertTampered(
        edited("Custode-Plugin: acmehello", "Custode-Plugin: acmehello\r\nBundle-Activator: x.Y"));
  }

  @Test
  void refusesARemovedLineOfTheManifest() {
    assertTampered(edited("Bundle-ManifestVersion: 2\r\n", ""));
  }

  @Test
  void refusesASectionAddedToTheManifest() {
    assertTampered(
        TestJar.change(
            signed,
            all ->
                all.put(
                    MANIFEST,
                    (new String(all.get(MANIFEST), UTF_8) + "Name: acme/other\r\nX: y\r\n\r\n")
                        .getBytes(UTF_8))));
  }

  @Test
  void refusesARemovedSignatureBlock() {
    assertTampered(TestJar.change(signed, all -> all.remove("META-INF/PUBLISH.EC")));
  }

  @Test
  void refusesASecondSigner() throws Exception {
    assertTampered(stranger.sign(signed, "OTHER"));
  }

  @Test
  void refusesASignatureOfAnotherJar() throws Exception {
    var other = acme.sign(TestJar.plugin("acmeother", "1.0.0").bytes());
    assertTampered(
        TestJar.change(
            signed,
            all ->
                TestJar.change(
                    other,
                    others -> {
                      all.put("META-INF/PUBLISH.SF", others.get("META-INF/PUBLISH.SF"));
                      all.put("META-INF/PUBLISH.EC", others.get("META-INF/PUBLISH.EC"));
                    })));
  }

  @Test
  void refusesTwoEntriesOfOneName() throws Exception {
    var two =
        acme.sign(
            TestJar.plugin("acmehello", "1.0.0")
                .entry("acme/A.bin", "a")
                .entry("acme/B.bin", "b")
                .bytes());

    assertInvalid("two entries", TestJar.rename(two, "acme/B.bin", "acme/A.bin", true));
  }

  @Test
  void refusesTwoTablesOfContents() throws Exception {
    var one = acme.sign(TestJar.plugin("acmehello", "1.0.0").entry("acme/A.bin", "a").bytes());

    assertInvalid("two tables", TestJar.rename(one, "acme/A.bin", "acme/B.bin", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "/etc/evil", "a/../../evil", "a\\evil", "C:/evil", "a//b", "a\nb"})
  void refusesNamesThatLeadElsewhere(String name) throws Exception {
    assertInvalid(
        "name that no jar",
        acme.sign(TestJar.plugin("acmehello", "1.0.0").entry(name, "evil").bytes()));
  }

  @Test
  void refusesABomb() {
    assertInvalid(
        "unpacks to more",
        TestJar.plugin("acmehello", "1.0.0").entry("bomb", new byte[257 << 20]).bytes());
  }

  private static byte[] bringing(byte[] api) throws Exception {
    return acme.sign(
        TestJar.plugin("acmehello", "1.0.0")
            .header("Custode-Api", "META-INF/custode/api/acme.jar")
            .entry("META-INF/custode/api/acme.jar", api)
            .bytes());
  }

  /** A jar inside it is read by the same framework. */
  @Test
  void refusesTheSameOfAJarInsideIt() throws Exception {
    var good = ApiJars.api("1.0.0").entry("acme/one.txt", "1").entry("acme/two.txt", "2").bytes();
    assertThat(check.check(bringing(good), trusted()).names())
        .contains("META-INF/custode/api/acme.jar");

    assertInvalid(
        "two entries named", bringing(TestJar.rename(good, "acme/two.txt", "acme/one.txt", true)));
    assertInvalid(
        "two tables", bringing(TestJar.rename(good, "acme/two.txt", "acme/six.txt", false)));
    assertInvalid(
        "a name that no jar should have",
        bringing(ApiJars.api("1.0.0").entry("../../etc/passwd", "x").bytes()));
    assertInvalid(
        "unpacks to more",
        bringing(ApiJars.api("1.0.0").entry("bomb", new byte[65 << 20]).bytes()));
    assertInvalid("is no jar", bringing(new byte[] {1, 2, 3}));
  }

  @Test
  void refusesMoreJarsInsideItThanAnyPluginNeeds() throws Exception {
    var many = TestJar.plugin("acmehello", "1.0.0");
    for (int i = 0; i <= ApiJar.MOST; i++) {
      many.entry("META-INF/custode/api/" + i + ".jar", ApiJars.api("1.0.0").bytes());
    }
    assertInvalid("more than 20 files META-INF/custode/api/*.jar", acme.sign(many.bytes()));
  }

  @Test
  void refusesASecondManifest() throws Exception {
    assertInvalid(
        "one META-INF/MANIFEST.MF",
        acme.sign(
            TestJar.plugin("acmehello", "1.0.0").entry("meta-inf/manifest.mf", "X: y").bytes()));
  }

  @Test
  void refusesTooManyEntries() {
    var jar = TestJar.plugin("acmehello", "1.0.0");
    for (int i = 0; i <= JarContents.MAX_ENTRIES; i++) {
      jar.entry("e/" + i, new byte[0]);
    }
    assertInvalid("unpacks to more", jar.bytes());
  }

  @Test
  void refusesWhatIsNoJar() {
    assertInvalid("no jar", new byte[0]);
    assertInvalid("no jar", "hello".getBytes(UTF_8));
    assertInvalid("damaged", Arrays.copyOf(signed, signed.length / 3));
  }

  private static byte[] edited(String from, String to) {
    return TestJar.change(
        signed,
        all -> {
          var before = new String(all.get(MANIFEST), UTF_8);
          assertThat(before).contains(from);
          all.put(MANIFEST, before.replace(from, to).getBytes(UTF_8));
        });
  }

  private static void checked(byte[] jar) {
    check.check(jar, trusted());
  }

  private static void assertTampered(byte[] jar) {
    assertConflict("plugin-tampered", () -> checked(jar));
  }

  private static void assertConflict(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.name()).as(conflict.what()).isEqualTo(name);
              assertThat(conflict.what()).contains("nothing was installed");
              assertThat(conflict.todo()).isNotBlank();
            });
  }

  private static void assertInvalid(String part, byte[] jar) {
    assertThatThrownBy(() -> checked(jar)).isInstanceOf(Invalid.class).hasMessageContaining(part);
  }
}
