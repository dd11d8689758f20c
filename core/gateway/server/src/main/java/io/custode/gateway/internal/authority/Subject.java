// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.link.LinkPeer;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Reads who a certificate of ours is for. Anything but the very form that we issue (one O, one OU,
 * one CN) is nobody.
 */
public final class Subject {
  private Subject() {}

  /** Of a certificate whose signature is checked already. */
  public static Optional<LinkPeer> of(X509Certificate certificate) {
    var parts = new HashMap<String, String>();
    try {
      var name = new LdapName(certificate.getSubjectX500Principal().getName("RFC2253"));
      for (var rdn : name.getRdns()) {
        if (rdn.size() != 1 || parts.put(rdn.getType(), rdn.getValue().toString()) != null) {
          return Optional.empty();
        }
      }
    } catch (InvalidNameException e) {
      return Optional.empty(); // no name of ours
    }
    var name = parts.get("CN");
    var unit = parts.get("OU");
    if (name == null || unit == null || parts.size() != 3) {
      return Optional.empty();
    }
    if (unit.equals(Issuer.Purpose.NODE.unit()) && name.startsWith("node-")) {
      return Optional.of(new LinkPeer(name, true));
    }
    return unit.equals(Issuer.Purpose.AGENT.unit())
        ? Optional.of(new LinkPeer(name, false))
        : Optional.empty();
  }
}
