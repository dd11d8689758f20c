// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a secret for good. */
@Component(service = Command.class)
@CommandName(value = "msp.secret-remove", description = "Remove a secret, for good")
@RequiresPermission("core.secret.write")
@Risk(RiskClass.DANGEROUS)
public final class SecretRemove implements Command<SecretRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("Its name, see msp:secret-list") SecretName name) {}

  private final JpaSecrets secrets;

  @Activate
  public SecretRemove(@Reference JpaSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    secrets.remove(in.name());
    return new Done("Secret " + in.name() + " is gone.");
  }
}
