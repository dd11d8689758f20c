// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.platform.internal.access.PushDevices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a device of the caller. */
@Component(service = Command.class)
@CommandName(value = "msp.push-device-remove", description = "Tell one of your devices no more")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PushDeviceRemove implements Command<PushDeviceRemove.Input, Done> {
  /** Which one. */
  public record Input(@Doc("Id as msp:push-device-list shows it") String id) {}

  private final PushDevices devices;

  @Activate
  public PushDeviceRemove(@Reference PushDevices devices) {
    this.devices = devices;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    devices.remove(in.id());
    return new Done("That device is told no more.");
  }
}
