// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Conflict;
import io.custode.platform.internal.seal.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty installation gets its administrator, whose password is seen once, in a file that only
 * the owner of the home can read.
 */
@Component(service = FirstStart.class, immediate = true, configurationPid = "io.custode.platform")
@Designate(ocd = FirstStart.Config.class)
public final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  /** Where the home is. */
  @ObjectClassDefinition(name = "Platform")
  public @interface Config {
    @AttributeDefinition(name = "Home directory")
    String home() default "home";
  }

  @Activate
  public FirstStart(Config config, @Reference Users users) {
    if (users.isEmpty()) {
      try {
        var password =
            users
                .create(new NewUser("admin", PermissionCatalogue.ADMINISTRATOR, null, null))
                .password();
        writeOwnerOnly(Path.of(config.home(), "first-password"), password + "\n");
        LOG.info("First start: the password of admin is in first-password in the home");
      } catch (Conflict e) {
        LOG.info("Another node made the administrator");
      }
    }
  }

  /**
   * The key pair of the home: who can read it is the owner of the home, and signs in to the shell
   * as an administrator.
   */
  @Component(service = ShellKey.class, configurationPid = "io.custode.platform")
  public static final class ShellKey {
    private final PublicKey key;

    @Activate
    public ShellKey(Config config) throws IOException, GeneralSecurityException {
      var keys = Path.of(config.home(), "keys");
      var open = keys.resolve("shell.pub");
      if (!Files.exists(open)) {
        generate(keys, open);
      }
      var text = Files.readString(open).replaceAll("-----[A-Z ]+-----|\\s", "");
      var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
      key = KeyFactory.getInstance("RSA").generatePublic(spec);
    }

    private static void generate(Path keys, Path open)
        throws IOException, GeneralSecurityException {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      var pair = generator.generateKeyPair();
      OwnerFile.directory(keys);
      writeOwnerOnly(keys.resolve("shell.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      writeOwnerOnly(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
      var body =
          Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
              .encodeToString(bytes);
      return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    byte[] encoded() {
      return key.getEncoded();
    }

    boolean is(PublicKey another) {
      return SshPublicKey.hash(key).equals(SshPublicKey.hash(another));
    }
  }

  private static void writeOwnerOnly(Path file, String text) {
    try {
      OwnerFile.write(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(
          "Cannot write " + file.getFileName() + " in the home", e);
    }
  }
}
