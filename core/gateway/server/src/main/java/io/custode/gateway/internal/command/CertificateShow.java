// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.gateway.internal.authority.NodeCertificate;
import io.custode.gateway.internal.authority.OwnCertificate;
import io.custode.gateway.internal.authority.ShownCertificate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:certificate-show}. */
@Component
@CommandName(
    value = "msp.certificate-show",
    description = "Show the certificate that this node shows to browsers")
@RequiresPermission("core.authority.read")
@Risk(RiskClass.READ)
public final class CertificateShow implements Command<CertificateShow.Input, ShownCertificate> {
  /** Nothing to choose. */
  public record Input() {}

  private final NodeCertificate node;
  private final OwnCertificate own;

  @Activate
  public CertificateShow(@Reference NodeCertificate node, @Reference OwnCertificate own) {
    this.node = node;
    this.own = own;
  }

  @Override
  public ShownCertificate execute(Input input, CommandContext context) {
    return own.shown(node.certificate());
  }
}
