// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Severity;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Conflict;
import io.custode.api.id.Uuid7;
import io.custode.platform.internal.access.PushDevices;
import io.custode.platform.internal.rule.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tell a device of the caller something, to see whether it arrives. */
@Component(service = Command.class)
@CommandName(value = "msp.push-device-try", description = "Tell one of your devices something now")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PushDeviceTry implements Command<PushDeviceTry.Input, Done> {
  /** Which one. */
  public record Input(
      @Doc("Id as msp:push-device-list shows it") String id,
      @Doc("Language of what it is told, en or it") String language) {}

  private final PushDevices devices;
  private final PushNotifier notifier;

  @Activate
  public PushDeviceTry(@Reference PushDevices devices, @Reference PushNotifier notifier) {
    this.devices = devices;
    this.notifier = notifier;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    Languages.check(in.language());
    var words =
        in.language().equals("it") ? "Questo dispositivo viene avvisato." : "This device is told.";
    var message = new PushNotifier.Message(Uuid7.next(), words, Severity.INFO, "/account");
    if (!notifier.send(devices.get(in.id()), message)) {
      throw new Conflict(
          "push-device-gone",
          "The push service does not know this device any more; it was removed.",
          "Add it anew.");
    }
    return new Done("Its push service has it.");
  }
}
