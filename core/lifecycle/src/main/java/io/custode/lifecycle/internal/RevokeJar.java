// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.core.trust.Revocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Revokes a jar. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-jar-revoke",
    description =
        "Revokes one version of a plugin: it is out of service at once, on nodes and machines")
@RequiresPermission("core.publisher.decide")
@Risk(RiskClass.DANGEROUS)
public final class RevokeJar implements Command<RevokeJar.Input, Revocation> {
  /** What is asked. */
  public record Input(@Doc("SHA-256 of the jar") String sha256, @Doc("Why") String reason) {}

  private final KnownPublishers publishers;

  @Activate
  public RevokeJar(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public Revocation execute(Input input, CommandContext context) {
    return publishers.revoke(
        Revocation.JAR + Revocation.fingerprint("sha256", input.sha256()), input.reason());
  }
}
