// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantContext;
import io.custode.core.json.JsonMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Run a script on an asset. */
@Component(service = Command.class)
@CommandName(value = "msp.script-run", description = "Run a script on an asset")
@RequiresPermission("core.action.request")
@Risk(RiskClass.DANGEROUS)
public final class ScriptRun implements Command<ScriptRun.Input, Action> {
  /** What to run where. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("The script's text, at most 64 KiB") String script,
      @Doc("Program that reads it: sh, bash, python3; default sh") @Nullable String interpreter,
      @Doc("How long it may take, at most PT1H; default PT5M") @Nullable Duration timeout) {}

  /** The input record of the agent's handler. */
  private record Script(
      String interpreter,
      String script,
      List<String> args,
      Map<String, String> env,
      int timeoutSeconds) {}

  private final Actions actions;
  private final Assets assets;
  private final TenantContext tenants;
  private final JsonMapping json;

  @Activate
  public ScriptRun(
      @Reference Actions actions,
      @Reference Assets assets,
      @Reference TenantContext tenants,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.actions = actions;
    this.assets = assets;
    this.tenants = tenants;
    this.json = json;
  }

  @Override
  public Action execute(Input in, CommandContext context) {
    if (in.script().isBlank() || in.script().length() > 64 * 1024) {
      throw Invalid.field("script", "must be 1 to 65536 characters");
    }
    var timeout = in.timeout() == null ? Duration.ofMinutes(5) : in.timeout();
    if (timeout.toSeconds() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw Invalid.field("timeout", "must be PT1S to PT1H");
    }
    var asset = assets.get(in.asset()).orElseThrow(() -> new NotFound("asset", in.asset()));
    var script =
        new Script(
            in.interpreter() == null ? "sh" : in.interpreter(),
            in.script(),
            List.of(),
            Map.of(),
            (int) timeout.toSeconds());
    return tenants.in(
        asset.tenant(),
        () -> actions.request(NewAction.of(in.asset(), "run-script", json.write(script))));
  }
}
