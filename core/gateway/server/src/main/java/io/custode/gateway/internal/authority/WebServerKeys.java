// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the platform's web server its certificate, and with it the word to serve HTTPS. It touches
 * the configuration only if something differs, since each change restarts the web server.
 */
@Component(service = WebServerKeys.class, immediate = true)
public final class WebServerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(WebServerKeys.class);
  private static final String OWN = "web";
  private static final long LOOK_SECONDS = 5;
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
  private @Nullable KeyEntry stored;
  private String storedFor = "";

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
    apply();
    timer.scheduleWithFixedDelay(this::watch, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  public void close() {
    timer.shutdownNow();
  }

  private void watch() {
    try {
      apply();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warn("The web server's certificate could not be changed; it is tried again", e);
    }
  }

  /** The store that holds the administrator's own certificate too, which is shown by its name. */
  private String store() throws GeneralSecurityException {
    var mine = own.current();
    if (mine.isEmpty()) {
      return "node";
    }
    if (!mine.get().equals(stored) || !storedFor.equals(serial())) {
      authority.files().save(OWN, Map.of(KeyFiles.ALIAS, node.entry(), OWN, mine.get()));
      stored = mine.get();
      storedFor = serial();
    }
    return OWN;
  }

  private String serial() {
    return node.certificate().getSerialNumber().toString(16);
  }

  synchronized void apply() throws IOException, GeneralSecurityException {
    var wanted = wanted();
    var configuration = admin.getConfiguration(PID, null);
    var known = configuration.getProperties();
    var next = new Hashtable<String, Object>();
    if (known != null) {
      Collections.list(known.keys()).forEach(key -> next.put(key, known.get(key)));
    }
    next.putAll(wanted);
    if (known != null && wanted.entrySet().stream().allMatch(e -> same(e, known.get(e.getKey())))) {
      return;
    }
    configuration.update(next);
    LOG.info("The web server serves HTTPS on port {}", settings.webPort());
  }

  private static boolean same(Map.Entry<String, String> wanted, Object known) {
    return known != null && wanted.getValue().equals(known.toString());
  }

  private Map<String, String> wanted() throws GeneralSecurityException {
    var files = authority.files();
    var store = store();
    var password = String.valueOf(files.password(store));
    return Map.ofEntries(
        Map.entry("org.osgi.service.http.enabled", "false"),
        Map.entry("org.osgi.service.http.secure.enabled", "true"),
        Map.entry("org.osgi.service.http.port.secure", String.valueOf(settings.webPort())),
        Map.entry("org.ops4j.pax.web.ssl.keystore", files.store(store).toAbsolutePath().toString()),
        Map.entry("org.ops4j.pax.web.ssl.keystore.type", "PKCS12"),
        Map.entry("org.ops4j.pax.web.ssl.keystore.password", password),
        Map.entry("org.ops4j.pax.web.ssl.key.password", password),
        // who asks for no name of the other certificate gets this one
        Map.entry("org.ops4j.pax.web.ssl.key.alias", KeyFiles.ALIAS),
        Map.entry("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3"),
        // the web server reads the store anew only if its configuration changes
        Map.entry("custode.certificate", serial()));
  }
}
