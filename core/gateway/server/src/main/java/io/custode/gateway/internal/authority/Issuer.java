// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates (RFC 5280). All begin three days early, since clocks of endpoints are wrong by
 * days, and none outlives the authority.
 */
final class Issuer {
  static final Duration BACKDATED = Duration.ofDays(3);

  /**
   * What a certificate is for.
   *
   * @param unit OU of the subject; by it, and not by the name, a node is told from an agent
   * @param server whether it may be shown by a server
   * @param client whether it may be shown by a client
   */
  record Purpose(String unit, boolean server, boolean client) {
    static final Purpose AGENT = new Purpose("agent", false, true);
    static final Purpose NODE = new Purpose("node", true, true);
    static final Purpose BROKER = new Purpose("broker", true, false);
  }

  private Issuer() {}

  static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A new authority, for twenty years. */
  static KeyEntry authority(String name, Instant now) throws GeneralSecurityException {
    var keys = newKeys();
    var subject = name("authority", name);
    var builder = builder(subject, subject, keys.getPublic(), now, now.plus(Duration.ofDays(7300)));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      // it signs the descriptors of endpoint modules too
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
      var ids = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(keys.getPublic()));
    } catch (CertIOException e) {
      throw new GeneralSecurityException("Cannot describe the certificate", e);
    }
    return new KeyEntry(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
  }

  /**
   * The certificate of one authority by another one, so that who trusts only the other one trusts
   * the first too.
   */
  static X509Certificate cross(KeyEntry by, KeyEntry authority, Instant now)
      throws GeneralSecurityException {
    var builder =
        builder(
            X500Name.getInstance(by.certificate().getSubjectX500Principal().getEncoded()),
            X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded()),
            authority.certificate().getPublicKey(),
            now,
            by.certificate().getNotAfter().toInstant());
    try {
      var ids = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          ids.createSubjectKeyIdentifier(authority.certificate().getPublicKey()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(by.certificate().getPublicKey()));
    } catch (CertIOException e) {
      throw new GeneralSecurityException("Cannot describe the certificate", e);
    }
    return sign(builder, by.key());
  }

  static X509Certificate issue(
      KeyEntry authority,
      Purpose purpose,
      String name,
      PublicKey key,
      Collection<String> hosts,
      Instant now,
      Instant end)
      throws GeneralSecurityException {
    var issuer =
        X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
    var last = authority.certificate().getNotAfter().toInstant();
    var builder =
        builder(issuer, name(purpose.unit(), name), key, now, end.isAfter(last) ? last : end);
    try {
      extend(builder, authority, purpose, hosts);
    } catch (CertIOException e) {
      throw new GeneralSecurityException("Cannot describe the certificate", e);
    }
    return sign(builder, authority.key());
  }

  private static void extend(
      X509v3CertificateBuilder builder,
      KeyEntry authority,
      Purpose purpose,
      Collection<String> hosts)
      throws CertIOException, GeneralSecurityException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usages(purpose)));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils()
            .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
    if (!hosts.isEmpty()) {
      var names = hosts.stream().map(Issuer::generalName).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
  }

  private static KeyPurposeId[] usages(Purpose purpose) {
    if (purpose.server() && purpose.client()) {
      return new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    }
    return new KeyPurposeId[] {
      purpose.server() ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth
    };
  }

  private static GeneralName generalName(String host) {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static X500Name name(String unit, String name) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Custode")
        .addRDN(BCStyle.OU, unit)
        .addRDN(BCStyle.CN, name)
        .build();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end) {
    var serial = new BigInteger(127, new SecureRandom()).setBit(126);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(now.minus(BACKDATED)), Date.from(end), subject, key);
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, java.security.PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("Cannot sign the certificate", e);
    }
  }
}
