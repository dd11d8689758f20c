// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Give a user another role. */
@Component(service = Command.class)
@CommandName(value = "msp.user-role", description = "Give a user another role; it counts at once")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserRole implements Command<UserRole.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("administrator, technician, auditor, contact, guest, a plugin's, or one you defined")
          String role) {}

  private final UserChanges changes;

  @Activate
  public UserRole(@Reference UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    changes.setRole(in.user(), in.role());
    return new Done(in.user() + " is " + in.role() + " now.");
  }
}
