// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.spi.health.HealthCheck;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of the end of this node's certificate. It is renewed sixty days before; who sees the
 * warning has two weeks to find out why it was not.
 */
@Component
public final class ServerCertificate implements HealthCheck {
  private static final Duration NEAR = Duration.ofDays(14);

  private final NodeCertificate node;
  private final CertificateAuthority authority;

  @Activate
  public ServerCertificate(
      @Reference NodeCertificate node, @Reference CertificateAuthority authority) {
    this.node = node;
    this.authority = authority;
  }

  @Override
  public String part() {
    return "node-certificate";
  }

  @Override
  public Health check() {
    var end = node.certificate().getNotAfter().toInstant();
    return authority.now().plus(NEAR).isBefore(end)
        ? new Health(true, "until " + end)
        : new Health(
            false, "ends " + end + " and was not renewed: try msp:certificate-renew, see the log");
  }
}
