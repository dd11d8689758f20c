// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the users. */
@Component(service = Command.class)
@CommandName(value = "msp.user-list", description = "List the users")
@Columns({"id", "name", "role", "kind", "createdAt", "disabledAt", "tenant"})
@RequiresPermission("core.user.read")
@Risk(RiskClass.READ)
public final class UserList implements Command<UserList.Input, Page<User>> {
  /** Which page. */
  public record Input(
      @Doc("Part of the sign-in name") @Nullable String text,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Users users;

  @Activate
  public UserList(@Reference Users users) {
    this.users = users;
  }

  @Override
  public Page<User> execute(Input in, CommandContext context) {
    return users.find(in.text() == null ? "" : in.text(), Listing.page(in.limit(), in.cursor()));
  }
}
