// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The key by which the SSH door is known: EC P-256, made at first start, {@code host.key} (PKCS#8)
 * and {@code host.pub} (SubjectPublicKeyInfo) in the home's keys. The launcher pins the latter.
 */
final class HostKey {
  private HostKey() {}

  static KeyPair in(Path keys) throws IOException, GeneralSecurityException {
    Path secret = keys.resolve("host.key");
    Path open = keys.resolve("host.pub");
    if (Files.exists(secret) && Files.exists(open)) {
      var factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(read(open))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(read(secret))));
    }
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Files.createDirectories(keys);
    write(secret, "PRIVATE KEY", pair.getPrivate());
    // last, so that two half-written files never count as a pair
    write(open, "PUBLIC KEY", pair.getPublic());
    return pair;
  }

  private static byte[] read(Path file) throws IOException {
    String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    return Base64.getDecoder().decode(base64);
  }

  private static void write(Path file, String type, Key key) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(type, lines.encodeToString(key.getEncoded()), type);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, mine);
    Files.write(fresh, pem.getBytes(StandardCharsets.US_ASCII));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
