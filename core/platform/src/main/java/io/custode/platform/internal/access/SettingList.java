// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List what one set for oneself. */
@Component(service = Command.class)
@CommandName(
    value = "msp.setting-list",
    description = "List what you set for yourself, such as the columns of a list")
@Columns({"name", "value"})
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class SettingList implements Command<SettingList.Input, Page<Setting>> {
  /** Nothing is asked for. */
  public record Input() {}

  private final Settings settings;

  @Activate
  public SettingList(@Reference Settings settings) {
    this.settings = settings;
  }

  @Override
  public Page<Setting> execute(Input in, CommandContext context) {
    return new Page<>(settings.list(), null);
  }
}
