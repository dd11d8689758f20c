// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.access.Principal;
import io.custode.api.command.CommandInfo;
import io.custode.api.command.Commands;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.core.access.Doors;
import io.custode.core.access.SignIn;
import io.custode.core.json.JsonMapping;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one command of the platform for somebody and shows what came of it. */
@Component(service = Runner.class)
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private final Doors doors;
  private final Commands commands;
  private final TenantContext tenants;
  private final SignIn signIn;
  private final JsonMapping mapping;

  /**
   * Where results go.
   *
   * @param out results only
   * @param err everything else
   * @param width of the terminal, 0 without one
   */
  public record Output(PrintStream out, PrintStream err, int width) {}

  @Activate
  public Runner(
      @Reference Doors doors,
      @Reference Commands commands,
      @Reference TenantContext tenants,
      @Reference SignIn signIn,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping mapping) {
    this.doors = doors;
    this.commands = commands;
    this.tenants = tenants;
    this.signIn = signIn;
    this.mapping = mapping;
  }

  /**
   * @return him as he is now: since he signed in he may have lost what he had
   * @throws SignedOut if he may not come in any more
   */
  Caller asNow(Caller caller) {
    return caller.now(signIn).orElseThrow(SignedOut::new);
  }

  /**
   * @return every command there is, whoever may run it
   */
  List<CommandInfo> all() {
    return doors.as(doors.system("shell"), "system", commands::list);
  }

  /**
   * @return the commands that he may run
   */
  List<CommandInfo> list(Principal principal) {
    return doors.as(principal, "shell", commands::list);
  }

  /**
   * @param typed {@code msp:asset-list}
   */
  Optional<CommandInfo> find(String typed) {
    return all().stream().filter(c -> Help.typed(c.name()).equals(typed)).findFirst();
  }

  /**
   * Runs a command. Permission, input and audit are the platform's, as at every door.
   *
   * @return exit status: 0 if it was done, 1 if not
   */
  int run(Principal principal, String typed, List<String> words, Prompt prompt, Output output) {
    return guarded(
        output, () -> doors.as(principal, "shell", () -> one(typed, words, prompt, output)));
  }

  /** Runs something and turns what it throws into words on stderr and exit status 1. */
  static int guarded(Output output, Supplier<Integer> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      output.err().println(Printable.text(problem.what() + " " + problem.todo()));
    } catch (RuntimeException e) {
      String correlation = UUID.randomUUID().toString();
      LOG.error("A shell line failed, correlation id {}", correlation, e);
      output
          .err()
          .println(
              "This failed through no fault of yours. Look for "
                  + correlation
                  + " in the platform's log.");
    } finally {
      output.out().flush();
      output.err().flush();
    }
    return 1;
  }

  private int one(String typed, List<String> words, Prompt prompt, Output output) {
    CommandInfo command = find(typed).orElseThrow(() -> new NotFound("command", typed));
    Arguments arguments = Arguments.parse(command, words);
    if (arguments.help()) {
      output.out().print(Help.of(command));
      return 0;
    }
    Json input = mapping.write(withSecrets(command, arguments.input(), prompt));
    Json result =
        arguments.tenant() == null
            ? commands.run(command.name(), input)
            : tenants.in(arguments.tenant(), () -> commands.run(command.name(), input));
    if (arguments.json()) {
      output.out().println(result.text());
    } else {
      table(command, result, output);
    }
    return 0;
  }

  /**
   * Asked before the command runs; what is not given is left out, and refused there if it must be.
   */
  static Map<String, Object> withSecrets(
      CommandInfo command, Map<String, Object> input, Prompt prompt) {
    var all = new LinkedHashMap<>(input);
    for (var field : command.input()) {
      if (Arguments.isSecret(field)) {
        try {
          String given = prompt.ask(field.name());
          if (!given.isEmpty()) {
            all.put(field.name(), given);
          }
        } catch (IOException e) {
          throw Invalid.field(field.name(), "could not be read");
        }
      }
    }
    return all;
  }

  private void table(CommandInfo command, Json json, Output output) {
    Object result = mapping.<Object>read(json, Object.class);
    var table = new Table(output.width(), Clock.systemDefaultZone());
    output.out().print(table.render(result, command.columns()));
    boolean pages = command.input().stream().anyMatch(f -> f.name().equals("cursor"));
    if (pages && result instanceof java.util.Map<?, ?> page && page.get("next") != null) {
      output.err().println("There is more: add --cursor " + page.get("next"));
    }
  }
}
