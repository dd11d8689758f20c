// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.Agreements;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.agreement.Sla;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Record an agreement with a tenant. */
@Component(service = Command.class)
@CommandName(value = "msp.agreement-add", description = "Record an agreement with a tenant")
@RequiresPermission("core.agreement.write")
@Risk(RiskClass.CHANGE)
public final class AgreementAdd implements Command<AgreementAdd.Input, Agreement> {
  /** The agreement to be. */
  public record Input(
      @Doc("Name, 1 to 200 characters") String name,
      @Doc("What kind of promise") AgreementKind kind,
      @Doc("First day, 2026-01-31") LocalDate startsOn,
      @Doc("Last day; none if it goes on") @Nullable LocalDate endsOn,
      @Doc(
              "What is promised, {\"calendar\":\"<id>\",\"targets\":[{\"priority\":\"HIGH\",\"respond\":\"PT1H\",\"resolve\":\"PT8H\"}]}")
          @Nullable Json sla) {}

  private final Agreements agreements;
  private final JsonMapping json;

  @Activate
  public AgreementAdd(
      @Reference Agreements agreements,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.agreements = agreements;
    this.json = json;
  }

  @Override
  public Agreement execute(Input in, CommandContext context) {
    Sla sla = in.sla() == null ? null : json.read(in.sla(), Sla.class);
    return agreements.create(
        new NewAgreement(in.name(), in.kind(), in.startsOn(), in.endsOn(), sla));
  }
}
