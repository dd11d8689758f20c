// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import java.io.InputStream;
import java.security.PrivilegedAction;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;

/** Runs a line of Karaf's language. Who may is not asked here. */
final class KarafLanguage {
  // not exported; Karaf's own console too knows it by its name
  private static final String NO_COMMAND = "org.apache.felix.gogo.runtime.CommandNotFoundException";
  private static final String NO_COMMAND_TEXT = "Command not found: ";

  private final SessionFactory karaf;
  private final CommandProcessor processor;

  KarafLanguage(SessionFactory karaf, CommandProcessor processor) {
    this.karaf = karaf;
    this.processor = processor;
  }

  /**
   * @return exit status
   */
  int run(Subject subject, String text, InputStream in, Runner.Output output) {
    return Subject.doAs(subject, (PrivilegedAction<Integer>) () -> one(subject, text, in, output));
  }

  private int one(Subject subject, String text, InputStream in, Runner.Output output) {
    Session session = karaf.create(in, output.out(), output.err());
    session.put(Subject.class.getName(), subject);
    try {
      Object value = session.execute(text);
      if (value instanceof Integer status) {
        return status;
      }
      if (value != null) {
        output.out().println(shown(value, in, output));
      }
      return 0;
    } catch (CommandException e) {
      output.err().println(Printable.text(String.valueOf(e.getMessage())));
      return 1;
    } catch (RuntimeException e) {
      if (e.getClass().getName().equals(NO_COMMAND)) {
        throw new NotFound("command", String.valueOf(e.getMessage()).replace(NO_COMMAND_TEXT, ""));
      }
      throw e;
    } catch (Exception e) {
      throw Invalid.field("line", "failed in Karaf's shell: " + e);
    } finally {
      session.close();
    }
  }

  /** As Karaf's console shows it: Felix's own commands return what they have to say. */
  private String shown(Object value, InputStream in, Runner.Output output) {
    // Karaf's session for one line keeps its way of showing values to itself
    try (var shows = processor.createSession(in, output.out(), output.err())) {
      // lists end in a line break of their own
      return shows.format(value, Converter.INSPECT).toString().stripTrailing();
    }
  }
}
