// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import io.custode.api.access.Access;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandInfo;
import io.custode.api.command.Commands;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PermissionCatalogue;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.platform.internal.audit.JpaAudit;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.platform.internal.gate.WorkGate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands for every door. */
@Component(service = Commands.class)
public final class CommandRunner implements Commands {
  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private record Known(Declared declared, Command<?, ?> command, JsonMapping json) {}

  private final Access access;
  private final Callers callers;
  private final TenantContext tenants;
  private final PermissionCatalogue catalogue;
  private final JpaAudit audit;
  private final WorkGate gate;
  private final BoundedCalls calls;
  private final ComponentServiceObjects<JsonMapping> mappings;
  private final Map<String, Known> commands = new ConcurrentHashMap<>();

  @Activate
  public CommandRunner(
      @Reference Access access,
      @Reference Callers callers,
      @Reference TenantContext tenants,
      @Reference PermissionCatalogue catalogue,
      @Reference JpaAudit audit,
      @Reference WorkGate gate,
      @Reference BoundedCalls calls,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED)
          ComponentServiceObjects<JsonMapping> mappings) {
    this.access = access;
    this.callers = callers;
    this.tenants = tenants;
    this.catalogue = catalogue;
    this.audit = audit;
    this.gate = gate;
    this.calls = calls;
    this.mappings = mappings;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindCommand(Command<?, ?> command) {
    try {
      var headers = PluginHeaders.of(FrameworkUtil.getBundle(command.getClass()));
      var declared = Declared.by(command.getClass(), headers.owner());
      var before =
          commands.putIfAbsent(
              declared.info().name(), new Known(declared, command, mappings.getService()));
      if (before != null) {
        LOG.warn(
            "Command {} is there already; {} is ignored",
            declared.info().name(),
            command.getClass().getName());
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is no command and is ignored: {}", command.getClass().getName(), e.getMessage());
    }
  }

  void unbindCommand(Command<?, ?> command) {
    commands
        .values()
        .removeIf(
            known -> {
              boolean gone = known.command() == command;
              if (gone) {
                mappings.ungetService(known.json());
              }
              return gone;
            });
  }

  @Override
  public List<CommandInfo> list() {
    return commands.values().stream()
        .map(known -> known.declared().info())
        .filter(info -> access.may(info.permission()) && catalogue.isDeclared(info.permission()))
        .sorted(Comparator.comparing(CommandInfo::name))
        .toList();
  }

  @Override
  public Json run(String name, Json input) {
    // the plugin that a command belongs to may be away for the moment in which it changes
    return gate.run(name.substring(0, Math.max(0, name.indexOf('.'))), () -> runNow(name, input));
  }

  private Json runNow(String name, Json input) {
    var known = commands.get(name);
    if (known == null) {
      throw new NotFound("command", name.length() > 80 ? "of that name" : name);
    }
    var info = known.declared().info();
    try {
      // an undeclared permission can be granted to nobody, so nobody has it
      if (!catalogue.isDeclared(info.permission())) {
        throw new Forbidden(info.permission());
      }
      access.require(info.permission());
      var result = execute(known, input);
      if (isTold(info)) {
        audit.command(name, "done", "");
      }
      return result;
    } catch (Problem e) {
      boolean refused = e.kind() == Problem.Kind.FORBIDDEN || e.kind() == Problem.Kind.SIGNED_OUT;
      // what other problems say may quote the input, and with it a person's name
      audit.command(name, refused ? "refused" : "failed", refused ? e.what() : e.name());
      throw e;
    } catch (RuntimeException e) {
      audit.command(name, "failed", e.getClass().getSimpleName());
      throw e;
    }
  }

  // reading over REST is not told, or a page that refreshes itself would fill the record
  private boolean isTold(CommandInfo info) {
    return info.risk() != RiskClass.READ
        || callers.caller().filter(c -> c.door().equals("shell")).isPresent();
  }

  private Json execute(Known known, Json input) {
    @SuppressWarnings(
        "unchecked") // the input was read as the very record that the command declares
    var command = (Command<Record, Object>) known.command();
    var context =
        new CommandContext(
            access.current(),
            tenants.current().orElse(null),
            callers.caller().map(Caller::door).orElse("system"));
    return calls.get(
        known.declared().info().plugin(),
        () -> {
          Record in = known.json().read(input, known.declared().inputType());
          return known.json().write(command.execute(in, context));
        });
  }
}
