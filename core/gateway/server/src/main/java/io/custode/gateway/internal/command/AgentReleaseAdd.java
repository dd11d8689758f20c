// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleases;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-release-add}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.agent-release-add",
    description = "Take in an archive of the agent, to upgrade agents to")
@RequiresPermission("core.agent-release.write")
@Risk(RiskClass.DANGEROUS)
public final class AgentReleaseAdd implements Command<AgentReleaseAdd.Input, AgentRelease> {
  /** Which one. */
  public record Input(
      @Doc("custode-agent-dist-<version>.tar.gz on the platform's machine, absolute path")
          String file) {}

  private final AgentReleases releases;

  @Activate
  public AgentReleaseAdd(@Reference AgentReleases releases) {
    this.releases = releases;
  }

  @Override
  public AgentRelease execute(Input input, CommandContext context) {
    try (var in = Files.newInputStream(file(input.file()))) {
      return releases.add(in);
    } catch (IOException e) {
      throw Invalid.field(
          "file", "cannot be read by the platform (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Path file(String name) {
    try {
      var file = Path.of(name);
      if (file.isAbsolute() && Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw Invalid.field("file", "is no path");
    }
    throw Invalid.field("file", "must be the absolute path of a file on the platform's machine");
  }
}
