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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What members of a group may do. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-rule-add",
    description =
        "Let a group at an OpenID provider in; of several rules that fit, the oldest decides")
@RequiresPermission(SignInProviders.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class SignInRuleAdd implements Command<SignInRuleAdd.Input, GroupRule> {
  /** What is asked for. */
  public record Input(
      @Doc("Id of the provider") String provider,
      @Doc("The group, exactly as the token names it") String group,
      @Doc("Role of its members") String role,
      @Doc("For customer contacts: their tenant") @Nullable TenantId contactOf,
      @Doc("For technicians: the tenants they see; none given: all")
          @Nullable List<TenantId> visible) {}

  private final SignInProviders providers;

  @Activate
  public SignInRuleAdd(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public GroupRule execute(Input in, CommandContext context) {
    return providers.addRule(
        in.provider(), in.group(), new NewUser("", in.role(), in.contactOf(), in.visible()));
  }
}
