// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.page.PageRequest;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user's own keys open the shell to him, and to nobody else. */
class SshKeysTest {
  private static final String HERE = "192.0.2.1";

  @TempDir static Path home;

  /** What ssh-keygen made, with the fingerprint that it showed. */
  private static final String ED25519 =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEIhVGKe0AXAj+gT7gkBbOtl2ZX1YCbKJGpGvWvMHOxm joe@pc-7";

  private final Staff staff =
      new Staff(new Platform(TestDatabases.DERBY), Catalogues.of("core.asset.read"));

  private static PublicKey ec(String curve) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair().getPublic();
  }

  private static PublicKey rsa(int bits) throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair().getPublic();
  }

  private static PublicKey ed25519() throws Exception {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
  }

  /** As a public key file has it. */
  private static String line(PublicKey key) throws IOException {
    if (key instanceof RSAPublicKey rsa) {
      return line("ssh-rsa", rsa.getPublicExponent().toByteArray(), rsa.getModulus().toByteArray());
    }
    if (key instanceof ECPublicKey ec) {
      int size = ec.getParams().getCurve().getField().getFieldSize();
      var point = new ByteArrayOutputStream();
      point.write(4);
      point.write(padded(ec.getW().getAffineX(), (size + 7) / 8));
      point.write(padded(ec.getW().getAffineY(), (size + 7) / 8));
      var name = "nistp" + size;
      return line(
          "ecdsa-sha2-" + name, name.getBytes(StandardCharsets.US_ASCII), point.toByteArray());
    }
    var encoded = key.getEncoded();
    return line("ssh-ed25519", Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static byte[] padded(BigInteger number, int size) {
    var raw = number.toByteArray();
    var all = new byte[size];
    int from = Math.max(0, raw.length - size);
    System.arraycopy(raw, from, all, size - (raw.length - from), raw.length - from);
    return all;
  }

  private static String line(String type, byte[]... parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(type.length());
    out.writeBytes(type);
    for (var part : parts) {
      out.writeInt(part.length);
      out.write(part);
    }
    return type + " " + Base64.getEncoder().encodeToString(bytes.toByteArray()) + " of a test";
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aKeyOpensTheShellToItsUserUntilHeRemovesIt(TestDatabases kind) throws Exception {
    var people = new Staff(new Platform(kind), Catalogues.of("core.asset.read"));
    var door = people.otherNode().door(Staff.shellKey(home), people.platform.audit);
    var joe = people.hire("technician");
    var ann = people.hire("technician");
    for (var key :
        List.of(ed25519(), ec("secp256r1"), ec("secp384r1"), ec("secp521r1"), rsa(3072))) {
      people.as(Staff.at(joe.user(), Reach.SELF), () -> add(people, joe, key));
      assertThat(door.publicKey(joe.user().name(), key, HERE))
          .hasValueSatisfying(p -> assertThat(p.id()).isEqualTo(joe.user().id()));
      assertThat(door.publicKey(ann.user().name(), key, HERE)).as("another's").isEmpty();
    }
    assertThat(door.publicKey(joe.user().name(), ed25519(), HERE)).as("no key of his").isEmpty();

    var key = ed25519();
    people.as(Staff.at(joe.user(), Reach.SELF), () -> add(people, joe, key));
    people.as(
        people.platform.boss,
        () -> people.changes.setNetworks(joe.user().name(), List.of("198.51.100.0/24")));
    assertThat(door.publicKey(joe.user().name(), key, HERE)).as("from elsewhere").isEmpty();
    assertThat(door.publicKey(joe.user().name(), key, "198.51.100.7")).isPresent();
    var last = new String[1];
    people.as(
        Staff.at(joe.user(), Reach.SELF),
        () -> {
          var all = people.sshKeys.find(null, PageRequest.first(50)).items();
          assertThat(all).hasSize(6).allMatch(k -> k.usedAt() != null);
          last[0] = all.get(5).id();
        });
    people.as(
        Staff.at(ann.user(), Reach.SELF),
        () ->
            assertThatThrownBy(() -> people.sshKeys.remove(last[0])).isInstanceOf(NotFound.class));
    people.as(Staff.at(joe.user(), Reach.SELF), () -> people.sshKeys.remove(last[0]));
    assertThat(door.publicKey(joe.user().name(), key, "198.51.100.7")).isEmpty();
    people.as(people.platform.boss, () -> people.changes.disable(joe.user().name()));
    assertThat(
            people
                .otherNode()
                .door(Staff.shellKey(home), people.platform.audit)
                .publicKey(joe.user().name(), key, "198.51.100.7"))
        .isEmpty();
  }

  private static void add(Staff people, Users.WithPassword who, PublicKey key) {
    try {
      people.sshKeys.add(line(key), null, who.password().toCharArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onlyAGoodKeyIsAddedAndOnlyByWhoKnowsThePassword() throws Exception {
    var joe = staff.hire("technician");
    var good = line(ed25519());
    var weak = line(rsa(2048));
    staff.as(
        Staff.at(joe.user(), Reach.SELF),
        () -> {
          for (var bad :
              List.of(
                  "",
                  "ssh-ed25519",
                  "ssh-ed25519 AAAA",
                  "ssh-dss AAAAB3NzaC1kc3M=",
                  good.replace("ssh-ed25519 ", "ssh-rsa "),
                  good.substring(0, 60),
                  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza",
                  "x".repeat(7000),
                  weak)) {
            assertThatThrownBy(() -> staff.sshKeys.add(bad, null, joe.password().toCharArray()))
                .isInstanceOf(Invalid.class);
          }
          assertThatThrownBy(() -> staff.sshKeys.add(good, null, "guess".toCharArray()))
              .isInstanceOf(Problem.class);
          var added = staff.sshKeys.add(ED25519, null, joe.password().toCharArray());
          assertThat(added.label()).isEqualTo("joe@pc-7");
          assertThat(added.fingerprint())
              .isEqualTo("SHA256:+5bi/Q3RSNohqETWmGMGErVNbw31vrlHUrJxh2fvfRs");
          assertThatThrownBy(
                  () -> staff.sshKeys.add(ED25519, "again", joe.password().toCharArray()))
              .isInstanceOf(Conflict.class);
        });
  }
}
