// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.api.agent.AgentId;
import io.custode.gateway.internal.Settings;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tries whether an external broker, whose files are not ours to read, is ready for a step: it
 * connects as an agent would that there is not.
 */
@Component(service = BrokerTrial.class)
public final class BrokerTrial {
  private final CertificateAuthority authority;
  private final Settings settings;

  @Activate
  public BrokerTrial(@Reference CertificateAuthority authority, @Reference Settings settings) {
    this.authority = authority;
    this.settings = settings;
  }

  /**
   * Whether it lets in whom the next authority certified.
   *
   * @return what is in the way, or empty
   */
  Optional<String> letsIn(Authorities authorities) {
    var next = authorities.next();
    if (settings.externalBroker().isEmpty() || next == null) {
      return Optional.empty();
    }
    try {
      connect(next);
      return Optional.empty();
    } catch (MqttException | GeneralSecurityException e) {
      return Optional.of(
          "it does not let in an agent of the next authority (" + innermost(e) + ")");
    }
  }

  /**
   * Whether its own certificate is by the current authority.
   *
   * @return what is in the way, or empty
   */
  Optional<String> isBy(Authorities authorities) {
    if (settings.externalBroker().isEmpty()) {
      return Optional.empty();
    }
    try {
      var shown = connect(authorities.current());
      return shown != null && authority.signed(shown)
          ? Optional.empty()
          : Optional.of("its own certificate is by the former authority");
    } catch (MqttException | GeneralSecurityException e) {
      return Optional.of("it cannot be asked (" + innermost(e) + ")");
    }
  }

  private @Nullable X509Certificate connect(KeyEntry by)
      throws MqttException, GeneralSecurityException {
    var keys = Issuer.newKeys();
    var name = AgentId.next().value();
    var certificate = authority.issueAgent(name, keys.getPublic(), by);
    var entry = new KeyEntry(keys.getPrivate(), List.of(certificate, by.certificate()));
    var seen = new Seen(authority.trust());
    var tls = SSLContext.getInstance("TLS");
    tls.init(
        new KeyManager[] {new NodeKeys(entry, entry.chain())}, new TrustManager[] {seen}, null);
    var options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setConnectionTimeout(10);
    options.setAutomaticReconnect(false);
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    var client = new MqttAsyncClient(settings.nodeBroker(), name, new MemoryPersistence());
    try {
      client.connect(options).waitForCompletion(15_000);
      client.disconnect(0).waitForCompletion(2000);
    } finally {
      client.close(true);
    }
    return seen.shown;
  }

  private static String innermost(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null && t.getCause() != t) {
      t = t.getCause();
    }
    return String.valueOf(t.getMessage());
  }

  /** Remembers which certificate it was asked to trust. */
  private static final class Seen extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private volatile @Nullable X509Certificate shown;

    Seen(X509ExtendedTrustManager trust) {
      this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, socket);
      shown = chain[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, engine);
      shown = chain[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
      shown = chain[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("This is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("This is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("This is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
