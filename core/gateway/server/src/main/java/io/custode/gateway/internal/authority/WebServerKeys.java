// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the platform's web server its certificate, and with it the word to serve HTTPS: the node's,
 * and the administrator's own beside it, which is shown by its name. A change of the web server's
 * configuration would restart it and cut every stream. So the configuration names a store that
 * stays where it is, and the running server is told to read that store again; it is met as a
 * customizer of its requests.
 */
@Component(
    service = {WebServerKeys.class, HttpConfiguration.Customizer.class},
    immediate = true)
public final class WebServerKeys implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServerKeys.class);
  private static final String STORE = "web";
  private static final String OWN = "web";
  private static final long LOOK_SECONDS = 5;
  private static final long WITHIN_A_REQUEST_MILLIS = 30_000;
  private static final String PID = "org.ops4j.pax.web";

  private final ConfigurationAdmin admin;
  private final NodeCertificate node;
  private final CertificateAuthority authority;
  private final Settings settings;
  private final OwnCertificate own;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-web-certificate");
            thread.setDaemon(true);
            return thread;
          });
  private final String begun;
  private final Runnable changed = this::watch;
  private Map<String, KeyEntry> stored = Map.of();
  private volatile @Nullable Connector connector;

  @Activate
  public WebServerKeys(
      @Reference ConfigurationAdmin admin,
      @Reference CertificateAuthority authority,
      @Reference NodeCertificate node,
      @Reference Settings settings,
      @Reference OwnCertificate own)
      throws IOException, GeneralSecurityException {
    this.admin = admin;
    this.authority = authority;
    this.node = node;
    this.settings = settings;
    this.own = own;
    this.begun = node.certificate().getSerialNumber().toString(16);
    apply();
    // the node's certificate was told before this
    authority.onChange(changed);
    timer.scheduleWithFixedDelay(changed, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  public void close() {
    authority.forget(changed);
    timer.shutdownNow();
  }

  @Override
  public void customize(Connector from, HttpConfiguration configuration, Request request) {
    if (connector != from) {
      connector = from;
      // between requests a connection is left to the browser to end (etc/custom.system.properties):
      // within one nobody holds a thread that long
      configuration.setIdleTimeout(WITHIN_A_REQUEST_MILLIS);
      // it may have started with what the store held at the last start
      timer.execute(changed);
    }
  }

  private void watch() {
    try {
      apply();
    } catch (Exception e) {
      LOG.warn("The web server's certificate could not be changed; it is tried again", e);
    }
  }

  synchronized void apply() throws IOException, GeneralSecurityException {
    var wanted = new HashMap<>(Map.of(KeyFiles.ALIAS, node.entry()));
    own.current().ifPresent(mine -> wanted.put(OWN, mine));
    if (!wanted.equals(stored)) {
      authority.files().save(STORE, wanted);
      stored = Map.copyOf(wanted);
    }
    configure();
    var running = connector;
    if (running != null) {
      for (var factory : running.getConnectionFactories()) {
        if (factory instanceof SslConnectionFactory tls) {
          serve(tls.getSslContextFactory());
        }
      }
    }
  }

  /** Connections that are open go on; the next ones are shown what is in the store now. */
  private void serve(SslContextFactory tls) {
    boolean all = stored.entrySet().stream().allMatch(e -> shows(tls, e.getKey(), e.getValue()));
    if (all && tls.getAliases().size() == stored.size()) {
      return;
    }
    try {
      tls.reload(same -> LOG.info("The web server reads its certificate again"));
    } catch (Exception e) {
      throw new IllegalStateException("The web server could not read its certificate again", e);
    }
  }

  private static boolean shows(SslContextFactory tls, String alias, KeyEntry entry) {
    var shown = tls.getX509(alias);
    return shown != null && shown.getCertificate().equals(entry.certificate());
  }

  private void configure() throws IOException {
    var configuration = admin.getConfiguration(PID, null);
    Dictionary<String, Object> known =
        Objects.requireNonNullElseGet(configuration.getProperties(), Hashtable::new);
    var next = new Hashtable<String, Object>();
    Collections.list(known.keys()).forEach(key -> next.put(key, known.get(key)));
    var wanted = wanted();
    next.putAll(wanted);
    if (wanted.entrySet().stream().allMatch(e -> same(e, known.get(e.getKey())))) {
      return;
    }
    configuration.update(next);
    LOG.info("The web server serves HTTPS on port {}", settings.webPort());
  }

  private static boolean same(Map.Entry<String, String> wanted, @Nullable Object known) {
    return known != null && wanted.getValue().equals(known.toString());
  }

  private Map<String, String> wanted() {
    var files = authority.files();
    var password = String.valueOf(files.password(STORE));
    return Map.ofEntries(
        Map.entry("org.osgi.service.http.enabled", "false"),
        Map.entry("org.osgi.service.http.secure.enabled", "true"),
        Map.entry("org.osgi.service.http.port.secure", String.valueOf(settings.webPort())),
        Map.entry("org.ops4j.pax.web.ssl.keystore", files.store(STORE).toAbsolutePath().toString()),
        Map.entry("org.ops4j.pax.web.ssl.keystore.type", "PKCS12"),
        Map.entry("org.ops4j.pax.web.ssl.keystore.password", password),
        Map.entry("org.ops4j.pax.web.ssl.key.password", password),
        // who asks for no name of the other certificate gets this one
        Map.entry("org.ops4j.pax.web.ssl.key.alias", KeyFiles.ALIAS),
        Map.entry("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3"),
        // a server that began with the certificate of an earlier life, which may have ended, begins
        // again: nobody is there yet who would be cut off
        Map.entry("custode.certificate", begun));
  }
}
