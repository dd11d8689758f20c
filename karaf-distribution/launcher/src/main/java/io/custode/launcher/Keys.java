// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys of a home, as PEM files. */
final class Keys {
  private final Path dir;

  Keys(Path dir) {
    this.dir = dir;
  }

  /** The key whose possession signs in as the administrator. */
  KeyPair shell() throws IOException, GeneralSecurityException {
    var factory = KeyFactory.getInstance("RSA");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(read("shell.pub"))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(read("shell.key"))));
  }

  /** The key by which the home's SSH door is known. */
  PublicKey host() throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(read("host.pub")));
  }

  private byte[] read(String name) throws IOException {
    Path file = dir.resolve(name);
    if (!Files.isReadable(file)) {
      throw new Refused("There is no readable " + file + ": start Custode on this home first.");
    }
    return Base64.getDecoder()
        .decode(Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", ""));
  }
}
