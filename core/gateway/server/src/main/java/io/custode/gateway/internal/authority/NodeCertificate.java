// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of this node, for browsers, agents and brokers. Made anew when it nears its end
 * or this machine has got a name or address that it does not hold.
 */
@Component(service = NodeCertificate.class)
public final class NodeCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCertificate.class);
  private static final String NAME = "node";
  private static final Duration EARLY = Duration.ofDays(60);
  private static final Pattern HOST = Pattern.compile("[0-9a-z:.-]{1,253}");

  private final CertificateAuthority authority;
  private final Settings settings;
  private final NodeKeys keys;
  private final SSLContext tls;

  @Activate
  public NodeCertificate(@Reference CertificateAuthority authority, @Reference Settings settings)
      throws GeneralSecurityException {
    this.authority = authority;
    this.settings = settings;
    var first = current(false);
    keys = new NodeKeys(first, authority.shown(first));
    tls = SSLContext.getInstance("TLS");
    tls.init(new KeyManager[] {keys}, new TrustManager[] {authority.trust()}, null);
    // a resumed session shows the certificate of its handshake: keep that short
    tls.getServerSessionContext().setSessionTimeout(3600);
    tls.getServerSessionContext().setSessionCacheSize(2000);
    authority.onChange(this::refresh);
  }

  public SSLContext tls() {
    return tls;
  }

  public X509ExtendedKeyManager keys() {
    return keys;
  }

  public X509ExtendedTrustManager trust() {
    return authority.trust();
  }

  public X509Certificate certificate() {
    return keys.entry().certificate();
  }

  KeyEntry entry() {
    return keys.entry();
  }

  /** Renews the certificate if it is time. Called daily, and when the authorities changed. */
  public void refresh() {
    try {
      use(current(false));
    } catch (GeneralSecurityException e) {
      LOG.warn("This node's certificate could not be renewed; it is tried again tomorrow", e);
    }
  }

  /** Makes a new key and certificate now. Connections that are open stay. */
  public X509Certificate renew() throws GeneralSecurityException {
    use(current(true));
    return certificate();
  }

  private void use(KeyEntry next) {
    keys.use(next, authority.shown(next));
  }

  private synchronized KeyEntry current(boolean anew) throws GeneralSecurityException {
    var hosts = hosts(settings.hosts());
    var known = authority.files().load(NAME);
    if (!anew && known.isPresent() && serves(known.get(), hosts)) {
      return known.get();
    }
    var fresh = authority.issueNode(settings.node(), hosts);
    authority.files().save(NAME, fresh);
    LOG.info("This node has a new certificate, until {}", fresh.certificate().getNotAfter());
    return fresh;
  }

  private boolean serves(KeyEntry known, Set<String> hosts) {
    var certificate = known.certificate();
    var end = certificate.getNotAfter().toInstant();
    return authority.fits(known)
        && end.isAfter(authority.now().plus(EARLY))
        && Subject.of(certificate).filter(p -> p.name().equals(settings.node())).isPresent()
        && names(certificate).containsAll(hosts);
  }

  /** In order. */
  static Set<String> names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return (names == null ? List.<List<?>>of() : names)
          .stream()
              .map(n -> canonical(n.get(1).toString()))
              .collect(Collectors.toCollection(TreeSet::new));
    } catch (CertificateParsingException e) {
      return Set.of(); // not one of ours: it is made anew
    }
  }

  /**
   * @return every name and address by which this machine may be reached
   */
  static Set<String> hosts(Collection<String> more) {
    var hosts = new TreeSet<String>(List.of("localhost", "127.0.0.1", "::1"));
    try {
      hosts.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      LOG.debug("This machine has no name", e);
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .forEach(address -> hosts.add(address.getHostAddress()));
    } catch (SocketException e) {
      LOG.warn("Addresses of this machine cannot be read; the certificate lacks them", e);
    }
    hosts.addAll(more);
    return hosts.stream()
        .map(NodeCertificate::canonical)
        .filter(host -> HOST.matcher(host).matches())
        .limit(100)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One spelling for each address, whoever wrote it; names stay as they are. */
  private static String canonical(String host) {
    var text = host.toLowerCase(Locale.ROOT);
    int scope = text.indexOf('%');
    text = scope < 0 ? text : text.substring(0, scope);
    if (text.indexOf(':') < 0) {
      return text;
    }
    try {
      return InetAddress.getByName(text).getHostAddress();
    } catch (UnknownHostException e) {
      return text;
    }
  }
}
