// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a jar's signature (JAR File Specification, "Signed JAR File") more strictly than the JDK
 * does: one signer, every entry signed by him, the manifest byte for byte what he signed, and his
 * certificate one that this installation trusts and that is valid today.
 */
final class JarCheck {
  private static final String MANIFEST = JarFile.MANIFEST_NAME;
  private static final List<String> DIGESTS = List.of("SHA-512", "SHA-384", "SHA-256");
  private final Path scratch;
  private final Clock clock;

  /**
   * @param scratch a folder of our own for the moment of the check
   */
  JarCheck(Path scratch, Clock clock) {
    this.scratch = scratch;
    this.clock = clock;
  }

  /**
   * @throws io.custode.api.error.Invalid if it is no sane jar
   * @throws Conflict if its signature does not hold
   */
  SignedJar check(byte[] jar, Trust trust) {
    var names = JarContents.names(jar);
    var signature = signatureFile(names);
    var signed = onDisk(jar, file -> verified(jar, file, names, signature, trust));
    signed.files(ApiJar.FOLDER, ".jar", ApiJar.MOST).values().forEach(this::checkNested);
    return signed;
  }

  /** What is inside is signed with all the rest; it need only be a sane jar. */
  private void checkNested(byte[] jar) {
    var names = JarContents.names(jar, JarContents.MAX_NESTED);
    onDisk(
        jar,
        file -> {
          try (var opened = new JarFile(file.toFile(), false)) {
            requireOneTable(opened, names);
            return names;
          }
        });
  }

  /** Looks at a file. */
  private interface Look<T> {
    T at(Path file) throws IOException;
  }

  private <T> T onDisk(byte[] jar, Look<T> look) {
    try {
      Files.createDirectories(scratch);
      var file = Files.createTempFile(scratch, "check", ".jar");
      try {
        write(file, jar);
        return look.at(file);
      } finally {
        Files.delete(file);
      }
    } catch (SecurityException e) {
      throw tampered("its contents are not those that were signed");
    } catch (IOException e) {
      throw JarContents.refuse("cannot be checked: it is damaged");
    }
  }

  private void write(Path file, byte[] jar) throws IOException {
    try {
      Files.write(file, jar);
    } catch (IOException e) {
      if (NodeDisk.isFull(scratch, jar.length)) {
        throw NodeDisk.full(e);
      }
      throw e;
    }
  }

  /** The framework reads the table at the end of the file, a stream reads what is before each. */
  private static void requireOneTable(JarFile jar, Set<String> names) {
    var entries = jar.stream().toList();
    if (entries.size() != names.size()
        || !entries.stream().map(JarEntry::getName).collect(Collectors.toSet()).equals(names)) {
      throw JarContents.refuse("has two tables of contents that differ");
    }
  }

  private SignedJar verified(
      byte[] jar, Path file, Set<String> names, String signature, Trust trust) throws IOException {
    try (var opened = new JarFile(file.toFile(), true, JarFile.OPEN_READ, JarFile.baseVersion())) {
      requireOneTable(opened, names);
      X509Certificate signer = null;
      for (var entry : opened.stream().toList()) {
        var by = signer(opened, entry);
        if (signer != null && by != null && !signer.equals(by)) {
          throw tampered("its entries are signed by more than one publisher");
        }
        signer = by == null ? signer : by;
      }
      if (signer == null) {
        throw tampered("nothing in it is signed");
      }
      requireSignedManifest(opened, signature);
      var sha256 = Fingerprint.of(jar);
      trust.require(signer, sha256, clock.instant());
      return new SignedJar(
          jar,
          sha256,
          Fingerprint.of(encoded(signer)),
          Fingerprint.of(signer.getPublicKey().getEncoded()),
          trust.trusts(signer),
          headers(opened),
          names);
    }
  }

  /** Exactly one signature: {@code X.SF} with its {@code X.RSA}, {@code X.EC} or {@code X.DSA}. */
  private static String signatureFile(Set<String> names) {
    if (!names.contains(MANIFEST)
        || names.stream().filter(MANIFEST::equalsIgnoreCase).count() > 1) {
      throw JarContents.refuse("is no plugin: it must have one " + MANIFEST);
    }
    var signatures = names.stream().filter(JarCheck::isSignature).collect(Collectors.toSet());
    if (signatures.isEmpty()) {
      throw new Conflict(
          "plugin-unsigned",
          "The jar is not signed; nothing was installed.",
          "Have its publisher sign it, or sign it with your own key (jarsigner).");
    }
    var name = signatures.stream().filter(n -> n.endsWith(".SF")).findFirst().orElse(MANIFEST);
    var stem = name.substring(0, name.length() - ".SF".length());
    var blocks = Set.of(stem + ".RSA", stem + ".EC", stem + ".DSA");
    var others = new HashSet<>(signatures);
    others.remove(name);
    if (others.size() != 1 || !blocks.containsAll(others)) {
      throw tampered("it holds other signature files than the two of one publisher");
    }
    return name;
  }

  /** What the JDK treats as a part of a signature and therefore does not want signed. */
  private static boolean isSignature(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.indexOf('/', "META-INF/".length()) < 0
        && (upper.startsWith("META-INF/SIG-")
            || upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".EC")
            || upper.endsWith(".DSA"));
  }

  /** Reading to the end is what makes the JDK compare the digest. */
  private static @Nullable X509Certificate signer(JarFile jar, JarEntry entry) throws IOException {
    var name = entry.getName();
    try (var in = jar.getInputStream(entry)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    if (name.endsWith("/") || name.equals(MANIFEST) || isSignature(name)) {
      return null;
    }
    var signers = entry.getCodeSigners();
    if (signers == null || signers.length != 1) {
      throw tampered("the entry " + name + " is not signed");
    }
    var path = signers[0].getSignerCertPath().getCertificates();
    if (path.isEmpty() || !(path.get(0) instanceof X509Certificate certificate)) {
      throw tampered("the entry " + name + " is not signed with a certificate");
    }
    return certificate;
  }

  /**
   * The JDK accepts a manifest with sections added or taken away as long as those that it looks at
   * are the signed ones. The headers of the main section are what the platform acts on: here the
   * whole file must be the signed one.
   */
  private static void requireSignedManifest(JarFile jar, String signature) throws IOException {
    Manifest signed;
    try (var in = open(jar, signature)) {
      signed = new Manifest(in);
    }
    byte[] manifest;
    try (var in = open(jar, MANIFEST)) {
      manifest = in.readAllBytes();
    }
    for (var digest : DIGESTS) {
      var expected = signed.getMainAttributes().getValue(digest + "-Digest-Manifest");
      if (expected != null) {
        if (!matches(digest, manifest, expected)) {
          throw tampered("its manifest is not the one that was signed");
        }
        return;
      }
    }
    throw tampered("its signature does not cover the manifest with SHA-256 or better");
  }

  private static boolean matches(String digest, byte[] content, String expected) {
    try {
      return MessageDigest.isEqual(
          MessageDigest.getInstance(digest).digest(content), Base64.getDecoder().decode(expected));
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> headers(JarFile jar) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    try (var in = open(jar, MANIFEST)) {
      new Manifest(in)
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
    }
    return headers;
  }

  private static InputStream open(JarFile jar, String name) throws IOException {
    var entry = jar.getJarEntry(name);
    return entry == null ? new ByteArrayInputStream(new byte[0]) : jar.getInputStream(entry);
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw tampered("its publisher's certificate is malformed");
    }
  }

  private static Problem tampered(String why) {
    return new Conflict(
        "plugin-tampered",
        "The jar's signature does not hold: " + why + "; nothing was installed.",
        "Get the jar from its publisher again.");
  }
}
