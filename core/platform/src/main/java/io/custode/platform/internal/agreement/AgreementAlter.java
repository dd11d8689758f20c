// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementChange;
import io.custode.api.agreement.AgreementChange.Clearable;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.Agreements;
import io.custode.api.agreement.Sla;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Change an agreement; what is not given stays. */
@Component(service = Command.class)
@CommandName(
    value = "msp.agreement-change",
    description = "Change an agreement; what is not given stays")
@RequiresPermission("core.agreement.write")
@Risk(RiskClass.CHANGE)
public final class AgreementAlter implements Command<AgreementAlter.Input, Agreement> {
  /** What to change. */
  public record Input(
      @Doc("The agreement") AgreementId agreement,
      @Doc("Its new name") @Nullable String name,
      @Doc("Its new first day") @Nullable LocalDate startsOn,
      @Doc("Its new last day") @Nullable LocalDate endsOn,
      @Doc(
              "What is promised, {\"calendar\":\"<id>\",\"targets\":[{\"priority\":\"HIGH\",\"respond\":\"PT1H\",\"resolve\":\"PT8H\"}]}")
          @Nullable Json sla,
      @Doc("What it has no longer: ENDS_ON, SLA") @Nullable List<Clearable> clear) {}

  private final Agreements agreements;
  private final JsonMapping json;

  @Activate
  public AgreementAlter(
      @Reference Agreements agreements,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.agreements = agreements;
    this.json = json;
  }

  @Override
  public Agreement execute(Input in, CommandContext context) {
    var id = in.agreement();
    var now = agreements.get(id).orElseThrow(() -> new NotFound("agreement", id));
    Sla sla = in.sla() == null ? null : json.read(in.sla(), Sla.class);
    return agreements.change(
        id,
        new AgreementChange(
            in.name(), in.startsOn(), in.endsOn(), sla, in.clear(), now.revision()));
  }
}
