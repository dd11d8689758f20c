// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Conflict;
import io.custode.platform.internal.access.PushDevice;
import io.custode.platform.internal.access.PushDevices;
import io.custode.platform.internal.push.Subscription;
import io.custode.platform.internal.rule.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Let a browser of the caller be told. */
@Component(service = Command.class)
@CommandName(value = "msp.push-device-add", description = "Let this browser be told of notices")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class PushDeviceAdd implements Command<PushDeviceAdd.Input, PushDevice> {
  /** What PushManager.subscribe() answered. */
  public record Input(
      @Doc("What its owner calls it, 1 to 100 characters") String label,
      @Doc("Address at its push service") String endpoint,
      @Doc("Its key p256dh, base64url") String key,
      @Doc("Its key auth, base64url") String auth,
      @Doc("Language of what it is told, en or it") String language) {
    @Override
    public String toString() {
      return "Input[" + label + "]";
    }
  }

  private final Access access;
  private final PushNotifier notifier;
  private final PushDevices devices;
  private final DeviceRules rules;

  @Activate
  public PushDeviceAdd(
      @Reference Access access,
      @Reference PushNotifier notifier,
      @Reference PushDevices devices,
      @Reference DeviceRules rules) {
    this.access = access;
    this.notifier = notifier;
    this.devices = devices;
    this.rules = rules;
  }

  @Override
  public PushDevice execute(Input in, CommandContext context) {
    var caller = access.current();
    if (caller.kind() != Principal.Kind.TECHNICIAN) {
      throw new Conflict(
          "push-for-technicians", "Only devices of technicians are told.", "Ask for mail instead.");
    }
    Languages.check(in.language());
    notifier.endpoint(in.endpoint());
    var added = devices.add(in.label(), new Subscription(in.endpoint(), in.key(), in.auth()));
    rules.begin(caller, in.language());
    return added;
  }
}
