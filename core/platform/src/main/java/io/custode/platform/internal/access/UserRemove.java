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

/** Remove a user for good. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-remove",
    description = "Remove a user for good; the audit keeps what was done")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserRemove implements Command<UserRemove.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Sign-in name") String user) {}

  private final UserChanges changes;
  private final Users users;
  private final NamesInRows names;

  @Activate
  public UserRemove(
      @Reference UserChanges changes, @Reference Users users, @Reference NamesInRows names) {
    this.changes = changes;
    this.users = users;
    this.names = names;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    var id = users.show(in.user()).user().id();
    changes.checkRemovable(in.user());
    // cut off here it can be asked for again; without him nobody knows the name
    names.wipe(in.user(), id);
    changes.remove(in.user());
    // what he asked for meanwhile
    names.wipe(in.user(), id);
    return new Done(in.user() + " is gone. The audit still has the name: msp:audit-forget.");
  }
}
