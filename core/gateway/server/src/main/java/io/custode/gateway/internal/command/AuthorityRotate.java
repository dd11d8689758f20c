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

/** {@code msp:authority-rotate}. */
@Component
@CommandName(
    value = "msp.authority-rotate",
    description =
        "Begin to replace the certificate authority: make the next one, and tell agents of it")
@RequiresPermission("core.authority.rotate")
@Risk(RiskClass.CHANGE)
public final class AuthorityRotate implements Command<AuthorityRotate.Input, AuthorityReport> {
  /** Nothing to choose. */
  public record Input() {}

  private final AuthorityRotation rotation;

  @Activate
  public AuthorityRotate(@Reference AuthorityRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public AuthorityReport execute(Input input, CommandContext context) {
    return rotation.rotate();
  }
}
