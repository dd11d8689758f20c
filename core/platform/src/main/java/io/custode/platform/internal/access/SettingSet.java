// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.json.Json;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set something for oneself. */
@Component(service = Command.class)
@CommandName(
    value = "msp.setting-set",
    description = "Set something for yourself, which is then there in each browser")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SettingSet implements Command<SettingSet.Input, Setting> {
  /** What is asked for. */
  public record Input(
      @Doc("What: a-z, 0-9, dot and hyphen") String name,
      @Doc("To what, at most 16,384 characters of JSON; without it, it is forgotten")
          @Nullable Json value) {}

  private final Settings settings;

  @Activate
  public SettingSet(@Reference Settings settings) {
    this.settings = settings;
  }

  @Override
  public Setting execute(Input in, CommandContext context) {
    return settings.set(in.name(), in.value());
  }
}
