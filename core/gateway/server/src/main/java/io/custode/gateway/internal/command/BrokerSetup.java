// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.audit.Audit;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.gateway.internal.Settings;
import io.custode.gateway.internal.authority.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:broker-setup}. */
@Component
@CommandName(
    value = "msp.broker-setup",
    description = "Write certificate, key, access list and configuration for a Mosquitto broker")
@RequiresPermission("core.broker.setup")
@Risk(RiskClass.DANGEROUS)
public final class BrokerSetup implements Command<BrokerSetup.Input, Done> {
  private static final Pattern HOST = Pattern.compile("[0-9a-zA-Z:.-]{1,253}");
  private static final Pattern NODE = Pattern.compile("[a-z0-9-]{1,40}");

  /** Where and for whom. */
  public record Input(
      @Doc("Directory on the platform's machine, absolute; new or of an earlier setup")
          String directory,
      @Doc("Names and addresses by which agents and nodes reach the broker") List<String> host,
      @Doc("Port of the broker; default 8883") @Nullable Integer port,
      @Doc("Names of further nodes of the platform that may connect")
          @Nullable List<String> node) {}

  private final CertificateAuthority authority;
  private final Settings settings;
  private final Audit audit;

  @Activate
  public BrokerSetup(
      @Reference CertificateAuthority authority,
      @Reference Settings settings,
      @Reference Audit audit) {
    this.authority = authority;
    this.settings = settings;
    this.audit = audit;
  }

  @Override
  public Done execute(Input input, CommandContext context) {
    var directory = Path.of(input.directory());
    if (!directory.isAbsolute() || input.directory().length() > 500) {
      throw Invalid.field("directory", "must be an absolute path");
    }
    if (!directory.toString().matches("[^\\p{Cntrl}\\s]+")) {
      throw Invalid.field("directory", "must hold no spaces, which mosquitto.conf cannot say");
    }
    var hosts = List.copyOf(input.host());
    if (hosts.isEmpty() || hosts.size() > 50 || !all(HOST, hosts)) {
      throw Invalid.field("host", "must be 1 to 50 host names or addresses");
    }
    var others = input.node() == null ? List.<String>of() : input.node();
    if (others.size() > 50 || !all(NODE, others)) {
      throw Invalid.field("node", "must be at most 50 names of a-z, 0-9 and dash");
    }
    int port = input.port() == null ? 8883 : input.port();
    if (port < 1 || port > 65535) {
      throw Invalid.field("port", "must be 1 to 65535");
    }
    var nodes = new LinkedHashSet<String>(List.of(settings.node()));
    others.forEach(name -> nodes.add("node-" + name));
    try {
      new MosquittoFiles(directory).write(authority, hosts, port, nodes);
    } catch (IOException e) {
      throw Invalid.field("directory", "cannot be written: " + e.getMessage());
    }
    audit.record("core.broker.setup", "broker/" + hosts.get(0), Json.EMPTY);
    return new Done(
        "Wrote "
            + directory
            + "/mosquitto.conf. Let Mosquitto's user read the directory, start it with -c"
            + " mosquitto.conf, and start the platform with --broker ssl://"
            + hosts.get(0)
            + ":"
            + port);
  }

  private static boolean all(Pattern pattern, List<String> texts) {
    return texts.stream().allMatch(text -> pattern.matcher(text).matches());
  }
}
