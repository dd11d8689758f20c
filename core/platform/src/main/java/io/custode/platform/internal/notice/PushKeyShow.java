// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show the key under which a browser subscribes; the first time it is made. */
@Component(service = Command.class)
@CommandName(value = "msp.push-key-show", description = "Show the key that devices are told under")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class PushKeyShow implements Command<PushKeyShow.Input, PushKeyShow.Key> {
  /** Nothing is asked for. */
  public record Input() {}

  /**
   * The public half.
   *
   * @param key base64url, what a browser takes for {@code applicationServerKey}
   */
  public record Key(String key) {}

  private final PushKey key;

  @Activate
  public PushKeyShow(@Reference PushKey key) {
    this.key = key;
  }

  @Override
  public Key execute(Input in, CommandContext context) {
    return new Key(key.publicKey());
  }
}
