// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.io.IOException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
  private static final String PID = "org.ops4j.pax.web";

  private final ConfigurationAdmin admin;
  private final NodeCertificate node;
  private final CertificateAuthority authority;
  private final Settings settings;

  @Activate
  public WebServerKeys(
      @Reference ConfigurationAdmin admin,
      @Reference CertificateAuthority authority,
      @Reference NodeCertificate node,
      @Reference Settings settings)
      throws IOException {
    this.admin = admin;
    this.authority = authority;
    this.node = node;
    this.settings = settings;
    apply();
  }

  void apply() throws IOException {
    var configuration = admin.getConfiguration(PID, null);
    var known = configuration.getProperties();
    var next = new Hashtable<String, Object>();
    if (known != null) {
      Collections.list(known.keys()).forEach(key -> next.put(key, known.get(key)));
    }
    next.putAll(wanted());
    if (known != null
        && wanted().entrySet().stream().allMatch(e -> same(e, known.get(e.getKey())))) {
      return;
    }
    configuration.update(next);
    LOG.info("The web server serves HTTPS on port {}", settings.webPort());
  }

  private static boolean same(Map.Entry<String, String> wanted, Object known) {
    return known != null && wanted.getValue().equals(known.toString());
  }

  private Map<String, String> wanted() {
    var files = authority.files();
    var password = String.valueOf(files.password("node"));
    return Map.of(
        "org.osgi.service.http.enabled",
        "false",
        "org.osgi.service.http.secure.enabled",
        "true",
        "org.osgi.service.http.port.secure",
        String.valueOf(settings.webPort()),
        "org.ops4j.pax.web.ssl.keystore",
        files.store("node").toAbsolutePath().toString(),
        "org.ops4j.pax.web.ssl.keystore.type",
        "PKCS12",
        "org.ops4j.pax.web.ssl.keystore.password",
        password,
        "org.ops4j.pax.web.ssl.key.password",
        password,
        "org.ops4j.pax.web.ssl.protocols.included",
        "TLSv1.2,TLSv1.3",
        // the web server reads the store anew only if its configuration changes
        "custode.certificate",
        node.certificate().getSerialNumber().toString(16));
  }
}
