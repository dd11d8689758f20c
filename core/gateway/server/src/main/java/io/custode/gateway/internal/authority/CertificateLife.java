// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.spi.health.Gauge;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** For an alarm before the end. */
@Component
public final class CertificateLife implements Gauge {
  private final NodeCertificate node;
  private final CertificateAuthority authority;

  @Activate
  public CertificateLife(
      @Reference NodeCertificate node, @Reference CertificateAuthority authority) {
    this.node = node;
    this.authority = authority;
  }

  @Override
  public String name() {
    return "custode_certificate_seconds";
  }

  @Override
  public String help() {
    return "Seconds until the certificate of this node or the authority that signed it ends.";
  }

  @Override
  public double value() {
    var now = authority.now();
    var own = node.certificate().getNotAfter().toInstant();
    var root = authority.certificate().getNotAfter().toInstant();
    return Duration.between(now, own.isBefore(root) ? own : root).toSeconds();
  }
}
