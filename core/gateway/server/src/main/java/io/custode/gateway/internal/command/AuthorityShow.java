// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.gateway.internal.authority.AuthorityReport;
import io.custode.gateway.internal.authority.AuthorityRotation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:authority-show}. */
@Component
@CommandName(
    value = "msp.authority-show",
    description = "Show the certificate authority, and how far its replacement is")
@RequiresPermission("core.authority.read")
@Risk(RiskClass.READ)
public final class AuthorityShow implements Command<AuthorityShow.Input, AuthorityReport> {
  /** Nothing to choose. */
  public record Input() {}

  private final AuthorityRotation rotation;

  @Activate
  public AuthorityShow(@Reference AuthorityRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public AuthorityReport execute(Input input, CommandContext context) {
    return rotation.report();
  }
}
