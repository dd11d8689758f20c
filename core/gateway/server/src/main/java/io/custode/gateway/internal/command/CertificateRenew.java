// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.audit.Audit;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.authority.NodeCertificate;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:certificate-renew}. */
@Component
@CommandName(
    value = "msp.certificate-renew",
    description = "Make a new key and certificate for this node's ports, without a restart")
@RequiresPermission("core.certificate.renew")
@Risk(RiskClass.CHANGE)
public final class CertificateRenew implements Command<CertificateRenew.Input, Done> {
  /** Nothing to choose. */
  public record Input() {}

  private final NodeCertificate node;
  private final Settings settings;
  private final Audit audit;

  @Activate
  public CertificateRenew(
      @Reference NodeCertificate node, @Reference Settings settings, @Reference Audit audit) {
    this.node = node;
    this.settings = settings;
    this.audit = audit;
  }

  @Override
  public Done execute(Input input, CommandContext context) {
    try {
      var made = node.renew();
      var serial = made.getSerialNumber().toString(16);
      audit.record(
          "core.certificate.renew",
          "node/" + settings.node(),
          new Json("{\"serial\":\"" + serial + "\"}"));
      return new Done(
          settings.node()
              + " shows a new certificate, "
              + serial
              + ", until "
              + made.getNotAfter().toInstant()
              + ". Connections that are open stay; the web port follows in a moment, and is away for a"
              + " second.");
    } catch (GeneralSecurityException e) {
      throw new Unavailable(
          "The certificate could not be renewed; the one before is in use: " + e.getMessage(),
          Duration.ofSeconds(30));
    }
  }
}
