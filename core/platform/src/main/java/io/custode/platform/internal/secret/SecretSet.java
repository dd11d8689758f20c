// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set a secret of the tenant, or of the provider. */
@Component(service = Command.class)
@CommandName(
    value = "msp.secret-set",
    description = "Set a secret of the tenant, or of the provider where none is chosen")
@RequiresPermission("core.secret.write")
@Risk(RiskClass.CHANGE)
public final class SecretSet implements Command<SecretSet.Input, SecretInfo> {
  /** Which, and what. */
  public record Input(
      @Doc("Its name, core.smtp-password") SecretName name,
      @Doc("Its value, 1 to 16,384 bytes of UTF-8") SecretValue value) {}

  private final JpaSecrets secrets;

  @Activate
  public SecretSet(@Reference JpaSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public SecretInfo execute(Input in, CommandContext context) {
    try (var value = in.value()) {
      return secrets.set(in.name(), value);
    }
  }
}
