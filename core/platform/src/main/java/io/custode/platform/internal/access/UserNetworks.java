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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say from where a user may come. */
@Component(service = Command.class)
@CommandName(value = "msp.user-networks", description = "Say from which networks a user may come")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserNetworks implements Command<UserNetworks.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("192.0.2.0/24, 2001:db8::/32 or an address; none given: from anywhere")
          @Nullable List<String> networks) {}

  private final UserChanges changes;

  @Activate
  public UserNetworks(@Reference UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    var networks = in.networks() == null ? List.<String>of() : in.networks();
    changes.setNetworks(in.user(), networks);
    return new Done(
        networks.isEmpty()
            ? in.user() + " may come from anywhere."
            : in.user() + " may come from " + String.join(", ", networks) + " only.");
  }
}
