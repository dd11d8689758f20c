// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.internal.testing.Authority;
import io.custode.agent.internal.testing.TestPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  @TempDir Path directory;
  private Authority authority;
  private TestPort port;

  @BeforeEach
  void start() throws Exception {
    authority = new Authority();
    port = new TestPort(authority, authority.server("localhost"));
  }

  @AfterEach
  void stop() {
    port.close();
  }

  @Test
  void givesAnIdentityThatOnlyTheOwnerReads() throws Exception {
    var identity = Enroller.enrol(port.address(), secret(TestPort.SECRET), "pc-7", null);
    var home = AgentHome.at(directory.resolve("home"));
    identity.save(home.identity());
    assertThat(Files.getPosixFilePermissions(home.identity()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(home.path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    var loaded = Identity.load(home.identity());
    assertThat(loaded.agent()).isEqualTo(TestPort.AGENT);
    assertThat(loaded.server()).isEqualTo(port.address());
    assertThat(loaded.authority()).isEqualTo(authority.certificate());
    assertThat(port.requests).containsExactly("enrol pc-7");
    assertThat(Files.readString(home.identity())).doesNotContain(TestPort.SECRET);
    assertThat(identity.toString()).doesNotContain("privateKey");
  }

  @Test
  void renewsOverMutualTlsWithANewKey() throws Exception {
    var old = Enroller.enrol(port.address(), secret(TestPort.SECRET), "pc-7", null);
    var renewed = Enroller.renew(old);
    assertThat(port.requests).contains("renew CN=" + TestPort.AGENT);
    assertThat(renewed.key()).isNotEqualTo(old.key());
    assertThat(renewed.agent()).isEqualTo(old.agent());
  }

  @Test
  void trustsAllAuthoritiesThatItIsToldOfAndNoOthers() throws Exception {
    var next = new Authority("CN=Next authority", Duration.ZERO);
    var first = Enroller.enrol(port.address(), secret(TestPort.SECRET), "pc-7", null);
    assertThat(first.trusts()).containsExactly(authority.fingerprint());
    port.roots = List.of(authority, next);
    var told = Enroller.renew(first);
    assertThat(told.trusts()).containsExactly(authority.fingerprint(), next.fingerprint());
    assertThat(told.certifiedBy()).isEqualTo(authority.fingerprint());
    var file = directory.resolve("identity");
    told.save(file);
    var loaded = Identity.load(file).by("http://proxy:3128").by(null);
    assertThat(loaded.trusts()).isEqualTo(told.trusts());

    try (var switched = new TestPort(next, next.server("localhost", authority))) {
      var there = moved(loaded, switched);
      switched.roots = List.of(next, authority);
      var renewed = Enroller.renew(there);
      assertThat(renewed.certifiedBy()).isEqualTo(next.fingerprint());
      assertThat(renewed.trusts()).hasSize(2);
      assertThatThrownBy(() -> Enroller.renew(moved(first, switched)))
          .as("was never told")
          .isInstanceOf(IOException.class);
      switched.roots = null;
      var last = Enroller.renew(renewed);
      assertThat(last.trusts()).containsExactly(next.fingerprint());
      assertThatThrownBy(() -> Enroller.renew(moved(last, port)))
          .as("was told to drop it")
          .isInstanceOf(IOException.class);
    }
  }

  /** The same agent, whose platform is at another port now. */
  private Identity moved(Identity identity, TestPort to) throws Exception {
    var file = directory.resolve("moved");
    identity.save(file);
    var text = Files.readString(file);
    Files.writeString(file, text.replace(identity.server().toString(), to.address().toString()));
    return Identity.load(file);
  }

  @Test
  void aCertificateByAnAuthorityThatNobodyNamedIsRefused() throws Exception {
    var identity = Enroller.enrol(port.address(), secret(TestPort.SECRET), "pc-7", null);
    port.authority = new Authority("CN=Other authority", Duration.ZERO);
    assertThatThrownBy(() -> Enroller.renew(identity)).hasMessageContaining("not by the authority");
    port.roots = List.of(authority);
    assertThatThrownBy(() -> Enroller.renew(identity)).hasMessageContaining("not by the authority");
  }

  @Test
  void aSecretThatNamesTheFormerAuthorityEnrolsWithTheNext() throws Exception {
    var next = new Authority("CN=Next authority", Duration.ZERO);
    port.authority = next;
    port.roots = List.of(next, authority);
    var identity = Enroller.enrol(port.address(), secret(TestPort.SECRET), "pc-7", null);
    assertThat(identity.certifiedBy()).isEqualTo(next.fingerprint());
    assertThat(identity.trusts()).containsExactly(next.fingerprint(), authority.fingerprint());
  }

  @Test
  void aClockTwoDaysOffEnrolsAndOneBeyondThreeIsToldSo() throws Exception {
    for (int days : new int[] {2, -2}) {
      var platform =
          new Authority("CN=Its clock is " + days + " days ahead", Duration.ofDays(days));
      try (var there = new TestPort(platform, platform.server("localhost"))) {
        var secret = new EnrolmentSecret(TestPort.SECRET, platform.fingerprint());
        var identity = Enroller.enrol(there.address(), secret, "pc-7", null);
        assertThat(Enroller.renew(identity).agent()).isEqualTo(TestPort.AGENT);
      }
    }
    beyond(4, "its certificate is not yet valid by this machine's clock, ");
    beyond(-31, "its certificate has ended by this machine's clock, ");
  }

  private static void beyond(int days, String why) throws Exception {
    var platform = new Authority("CN=Its clock is " + days + " days ahead", Duration.ofDays(days));
    try (var there = new TestPort(platform, platform.server("localhost"))) {
      var secret = new EnrolmentSecret(TestPort.SECRET, platform.fingerprint());
      assertThatThrownBy(() -> Enroller.enrol(there.address(), secret, "pc-7", null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why)
          .hasMessageContaining("set the clock right");
      assertThat(there.requests).isEmpty();
    }
  }

  @Test
  void saysWhatThePlatformSays() {
    assertThatThrownBy(() -> Enroller.enrol(port.address(), secret("used-up"), "pc-7", null))
        .isInstanceOf(AgentPort.Refused.class)
        .hasMessage("Refused (403): This token was used. Ask for a new one.")
        .hasMessageNotContaining("used-up");
  }

  @Test
  void sendsNothingToAnAuthorityThatTheSecretDoesNotName() throws Exception {
    var other = new Authority();
    var secret = new EnrolmentSecret(TestPort.SECRET, other.fingerprint());
    assertThatThrownBy(() -> Enroller.enrol(port.address(), secret, "pc-7", null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing was sent")
        .hasMessageNotContaining(TestPort.SECRET);
    assertThat(port.requests).isEmpty();
  }

  @Test
  void sendsNothingToAServerOfAnotherName() throws Exception {
    try (var misnamed = new TestPort(authority, authority.server("elsewhere"))) {
      assertThatThrownBy(
              () -> Enroller.enrol(misnamed.address(), secret(TestPort.SECRET), "pc-7", null))
          .isInstanceOf(IOException.class);
      assertThat(misnamed.requests).isEmpty();
    }
  }

  @Test
  void sendsNothingToWhoeverOnlyShowsTheAuthoritysCertificate() throws Exception {
    // a server with a chain of its own authority cannot borrow ours by appending it
    var forger = new Authority();
    try (var forged = new TestPort(authority, forger.server("localhost"))) {
      assertThatThrownBy(() -> Enroller.enrol(forged.address(), secret(TestPort.SECRET), "x", null))
          .isInstanceOf(IOException.class);
      assertThat(forged.requests).isEmpty();
    }
  }

  @Test
  void aDamagedIdentitySaysWhatToDo() throws Exception {
    var file = directory.resolve("identity");
    assertThatThrownBy(() -> Identity.load(file)).hasMessageContaining("custode-agent enrol");
    Files.writeString(file, "{\"agent\":\"a\"}");
    assertThatThrownBy(() -> Identity.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--replace");
  }

  @Test
  void onlyWholeSecretsAndPlainAddressesAreTaken() throws Exception {
    var whole = "cst1." + TestPort.SECRET + "." + authority.fingerprint();
    assertThat(EnrolmentSecret.parse(whole + "\n").random()).isEqualTo(TestPort.SECRET);
    assertThat(EnrolmentSecret.parse(whole).toString()).doesNotContain(TestPort.SECRET);
    for (var bad : new String[] {"", "x", "cst1.a.b", "cst2" + whole.substring(4), whole + "0"}) {
      assertThatThrownBy(() -> EnrolmentSecret.parse(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(AgentPort.address("https://h:8444/")).isEqualTo(URI.create("https://h:8444"));
    for (var bad :
        new String[] {
          "http://h:1", "h:8444", "https://u:p@h", "https://h/x", "https://h?x", "::"
        }) {
      assertThatThrownBy(() -> AgentPort.address(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private EnrolmentSecret secret(String random) throws Exception {
    return new EnrolmentSecret(random, authority.fingerprint());
  }
}
