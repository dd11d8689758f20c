// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Put all secrets under a new key. */
@Component(service = Command.class)
@CommandName(
    value = "msp.secret-key-rotate",
    description = "Put all secrets under a new key of the home, or go on with what was interrupted")
@RequiresPermission("core.secret.rotate")
@Risk(RiskClass.CHANGE)
public final class SecretKeyRotate implements Command<SecretKeyRotate.Input, KeyRotation.Report> {
  /** Nothing to choose. */
  public record Input() {}

  private final KeyRotation rotation;

  @Activate
  public SecretKeyRotate(@Reference KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public KeyRotation.Report execute(Input in, CommandContext context) {
    return rotation.rotate();
  }
}
