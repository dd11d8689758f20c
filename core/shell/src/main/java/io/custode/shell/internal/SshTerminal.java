// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.apache.karaf.shell.api.console.SignalListener;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.sshd.server.Environment;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

/** The terminal at the far end of an SSH connection, both JLine's and Karaf's idea of one. */
final class SshTerminal extends ExternalTerminal implements Terminal {
  private final Environment environment;

  SshTerminal(Environment environment, InputStream in, OutputStream out) throws IOException {
    super("custode", type(environment), in, out, StandardCharsets.UTF_8);
    this.environment = environment;
    environment.addSignalListener((channel, signal) -> raised(signal));
    resize();
  }

  private static String type(Environment environment) {
    return environment.getEnv().getOrDefault(Environment.ENV_TERM, "ansi");
  }

  private void raised(org.apache.sshd.server.Signal signal) {
    switch (signal) {
      case INT -> raise(Signal.INT);
      case QUIT -> raise(Signal.QUIT);
      case TSTP -> raise(Signal.TSTP);
      case CONT -> raise(Signal.CONT);
      case WINCH -> {
        resize();
        raise(Signal.WINCH);
      }
      default -> {
        // the others mean nothing to a shell
      }
    }
  }

  private void resize() {
    setSize(new Size(number(Environment.ENV_COLUMNS, 80), number(Environment.ENV_LINES, 24)));
  }

  private int number(String name, int otherwise) {
    Map<String, String> env = environment.getEnv();
    try {
      int value = Integer.parseInt(env.getOrDefault(name, ""));
      return value > 0 && value <= 1000 ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  @Override
  public int getWidth() {
    return size.getColumns();
  }

  @Override
  public int getHeight() {
    return size.getRows();
  }

  @Override
  public boolean isAnsiSupported() {
    return true;
  }

  @Override
  public boolean isEchoEnabled() {
    return echo();
  }

  @Override
  public void setEchoEnabled(boolean enabled) {
    echo(enabled);
  }

  // Karaf's own SSH terminal does not pass signals on either: JLine handles them

  @Override
  public void addSignalListener(
      SignalListener listener, org.apache.karaf.shell.api.console.Signal... signals) {}

  @Override
  public void addSignalListener(
      SignalListener listener, EnumSet<org.apache.karaf.shell.api.console.Signal> signals) {}

  @Override
  public void addSignalListener(SignalListener listener) {}

  @Override
  public void removeSignalListener(SignalListener listener) {}
}
