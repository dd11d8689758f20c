// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs inside an SSH connection: one line, or an interactive shell. */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private final Lines lines;
  private final SessionFactory karaf;
  private final Supplier<List<String>> warnings;

  /**
   * @param warnings what everybody is told who begins a shell
   */
  Channels(Lines lines, SessionFactory karaf, Supplier<List<String>> warnings) {
    this.lines = lines;
    this.karaf = karaf;
    this.warnings = warnings;
  }

  /** One line; its output, its exit status. */
  Command line(String text) {
    return new Channel() {
      @Override
      int serve(Subject subject, Environment environment) {
        var output = new Runner.Output(print(out), print(err), 0);
        return lines.run(subject, text, in, Prompt.piped(in), output);
      }
    };
  }

  /** A shell; Karaf's for those who may. */
  Command shell() {
    return new Channel() {
      @Override
      int serve(Subject subject, Environment environment) throws IOException {
        try (var terminal = new SshTerminal(environment, in, out)) {
          var screen = print(terminal.output());
          warnings.get().forEach(screen::println);
          if (Caller.of(subject).mayKaraf()) {
            Subject.doAs(
                subject,
                (java.security.PrivilegedAction<Boolean>) () -> interactive(subject, terminal));
          } else {
            new PlainShell(lines, subject, terminal).run();
          }
        }
        return 0;
      }

      private boolean interactive(Subject subject, SshTerminal terminal) {
        lines.guard().stand();
        PrintStream console = print(terminal.output());
        Session session =
            karaf.create(terminal.input(), console, console, terminal, "UTF-8", () -> {});
        session.put(Subject.class.getName(), subject);
        session.run();
        return true;
      }
    };
  }

  private static PrintStream print(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** The life of a channel: a thread of its own, an exit status at the end. */
  private abstract static class Channel implements Command {
    protected InputStream in = InputStream.nullInputStream();
    protected OutputStream out = OutputStream.nullOutputStream();
    protected OutputStream err = OutputStream.nullOutputStream();
    private @Nullable ExitCallback exit;
    private @Nullable Thread thread;

    abstract int serve(Subject subject, Environment environment) throws IOException;

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Subject subject = channel.getSession().getAttribute(Authenticator.SUBJECT);
      var work = new Thread(() -> run(subject, environment), "custode-shell");
      thread = work;
      work.start();
    }

    private void run(Subject subject, Environment environment) {
      int status = 1;
      try {
        status = serve(subject, environment);
      } catch (IOException e) {
        LOG.debug("The far end of a shell went away", e);
      } finally {
        if (exit != null) {
          exit.onExit(status);
        }
      }
    }

    @Override
    public void destroy(ChannelSession channel) {
      if (thread != null) {
        thread.interrupt();
      }
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }
  }
}
