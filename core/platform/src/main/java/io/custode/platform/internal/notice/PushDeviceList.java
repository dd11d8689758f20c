// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.access.PushDevice;
import io.custode.platform.internal.access.PushDevices;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the caller's devices. */
@Component(service = Command.class)
@CommandName(value = "msp.push-device-list", description = "List your devices that are told")
@Columns({"id", "label", "createdAt", "toldAt"})
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class PushDeviceList implements Command<PushDeviceList.Input, Page<PushDevice>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final PushDevices devices;

  @Activate
  public PushDeviceList(@Reference PushDevices devices) {
    this.devices = devices;
  }

  @Override
  public Page<PushDevice> execute(Input in, CommandContext context) {
    return devices.find(Listing.page(in.limit(), in.cursor()));
  }
}
