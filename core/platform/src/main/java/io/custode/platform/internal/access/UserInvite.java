// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Create a user who sets the first password himself. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-invite",
    description = "Create a user who sets the first password with a one-time code")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserInvite implements Command<UserInvite.Input, CodeMail.Issued> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name: 2 to 60 of a-z, 0-9, dot, dash, underscore, at") String name,
      @Doc("administrator, or a role that permissions name: technician, auditor, contact, guest")
          String role,
      @Doc("For a customer contact: his tenant") @Nullable TenantId contactOf,
      @Doc("For a technician: the tenants he sees; none given: all")
          @Nullable List<TenantId> visible,
      @Doc("How long the code is good, at most P7D; default P7D") @Nullable Duration validFor,
      @Doc("Mail address that the code is sent to instead of being shown; kept as the user's")
          @Nullable String mailTo) {}

  private final Users users;
  private final CodeMail mail;

  @Activate
  public UserInvite(@Reference Users users, @Reference CodeMail mail) {
    this.users = users;
    this.mail = mail;
  }

  @Override
  public CodeMail.Issued execute(Input in, CommandContext context) {
    return mail.issue(
        in.mailTo(),
        () ->
            users.invite(
                new NewUser(in.name(), in.role(), in.contactOf(), in.visible()),
                CodeValidity.of(in.validFor(), Duration.ofDays(7)),
                in.mailTo()));
  }
}
