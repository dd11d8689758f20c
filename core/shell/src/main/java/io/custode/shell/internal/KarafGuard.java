// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.error.Conflict;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Stands before those of Karaf's commands that could touch a plugin, and says what to use in their
 * place. It is no fence: who may use Karaf's language reaches the framework itself, and what he
 * does there to a plugin the lifecycle undoes.
 */
@Component(service = KarafGuard.class)
public final class KarafGuard {
  private final Registry registry;
  private final PluginBundles plugins;

  @Activate
  public KarafGuard(BundleContext context, @Reference SessionFactory karaf) {
    this.registry = karaf.getRegistry();
    this.plugins = new PluginBundles(context);
  }

  /** Before somebody gets a shell: Karaf's commands come when their bundles start. */
  synchronized void stand() {
    for (var command : List.copyOf(registry.getCommands())) {
      if (!(command instanceof Guarded) && PluginBundles.mayTouch(typed(command))) {
        registry.unregister(command);
        registry.register(new Guarded(command, plugins));
      }
    }
  }

  @Deactivate
  synchronized void stop() {
    for (var command : List.copyOf(registry.getCommands())) {
      if (command instanceof Guarded guarded) {
        registry.unregister(guarded);
        registry.register(guarded.command);
      }
    }
  }

  private static String typed(Command command) {
    return command.getScope() + ":" + command.getName();
  }

  /** One of Karaf's commands; all is his but the decision whether it runs. */
  private static final class Guarded implements Command {
    private final Command command;
    private final PluginBundles plugins;

    Guarded(Command command, PluginBundles plugins) {
      this.command = command;
      this.plugins = plugins;
    }

    @Override
    public String getScope() {
      return command.getScope();
    }

    @Override
    public String getName() {
      return command.getName();
    }

    @Override
    public String getDescription() {
      return command.getDescription();
    }

    @Override
    public @Nullable Completer getCompleter(boolean scoped) {
      return command.getCompleter(scoped);
    }

    @Override
    public @Nullable Parser getParser() {
      return command.getParser();
    }

    @Override
    public @Nullable Object execute(Session session, List<Object> arguments) throws Exception {
      var words = new ArrayList<String>();
      arguments.forEach(one -> words(one, words));
      var touched = plugins.touched(typed(command), words);
      if (touched.isEmpty()) {
        return command.execute(session, arguments);
      }
      return Runner.guarded(
          new Runner.Output(System.out, System.err, 0),
          () -> {
            throw refusal(typed(command), touched.get());
          });
    }

    /** Several may come as one list. */
    private static void words(@Nullable Object argument, List<String> words) {
      if (argument instanceof Iterable<?> several) {
        several.forEach(one -> words(one, words));
      } else {
        words.add(String.valueOf(argument));
      }
    }

    private static Conflict refusal(String typed, PluginBundles.Touched touched) {
      return new Conflict(
          "plugin-by-lifecycle",
          typed
              + " would touch "
              + String.join(", ", touched.plugins())
              + ", which is a plugin: it would fail requests and skip every check. Nothing was"
              + " changed.",
          "Use " + touched.instead() + ".");
    }
  }
}
