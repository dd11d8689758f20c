// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A certificate of a publisher.
 *
 * @param name how the publisher is called here
 * @param from where the trust comes from
 */
record PublisherCertificate(X509Certificate certificate, String name, String from) {
  /** What is in the database was read before it came there. */
  static PublisherCertificate of(byte[] encoded, String name, String from) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
      return new PublisherCertificate((X509Certificate) read, name, from);
    } catch (CertificateException e) {
      throw new IllegalStateException("A publisher's certificate is damaged: " + name, e);
    }
  }

  byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("What was read can be written.", e);
    }
  }

  String fingerprint() {
    return Fingerprint.of(encoded());
  }

  /**
   * @return fingerprint of the key, the same after the certificate is renewed
   */
  String key() {
    return Fingerprint.of(certificate.getPublicKey().getEncoded());
  }
}
