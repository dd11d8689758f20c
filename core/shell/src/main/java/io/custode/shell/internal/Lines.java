// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.core.access.Doors;
import java.io.InputStream;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs one line for a caller. A line of plain words that names a command of the platform goes
 * straight to it. All else is Karaf's language, which reaches every object of the server: it is not
 * even read for a caller who lacks {@link Caller#KARAF}.
 */
@Component(service = Lines.class)
public final class Lines {
  private final Runner runner;
  private final Doors doors;
  private final Audit audit;
  private final SessionFactory karaf;
  private final KarafLanguage language;
  private final KarafGuard guard;

  @Activate
  public Lines(
      @Reference Runner runner,
      @Reference Doors doors,
      @Reference Audit audit,
      @Reference SessionFactory karaf,
      @Reference CommandProcessor processor,
      @Reference KarafGuard guard) {
    this.runner = runner;
    this.doors = doors;
    this.audit = audit;
    this.karaf = karaf;
    this.guard = guard;
    this.language = new KarafLanguage(karaf, processor);
  }

  KarafGuard guard() {
    return guard;
  }

  Runner runner() {
    return runner;
  }

  /**
   * @return exit status
   */
  int run(Subject subject, String text, InputStream in, Prompt prompt, Runner.Output output) {
    return Runner.guarded(
        output,
        () -> dispatch(runner.asNow(Caller.of(subject)), subject, text, in, prompt, output));
  }

  private int dispatch(
      Caller caller,
      Subject subject,
      String text,
      InputStream in,
      Prompt prompt,
      Runner.Output output) {
    Line line = Line.parse(text);
    if (line.words().isEmpty()) {
      return 0;
    }
    String first = line.words().get(0);
    if (line.plain() && runner.find(first).isPresent()) {
      List<String> arguments = line.words().subList(1, line.words().size());
      return runner.run(caller.principal(), first, arguments, prompt, output);
    }
    if (line.words().equals(List.of("help"))) {
      output.out().print(Help.list(runner.list(caller.principal())));
      return 0;
    }
    if (!caller.mayKaraf()) {
      return refuse(caller.principal(), line);
    }
    if (line.plain() && first.contains(":") && !known(first)) {
      throw new NotFound("command", first);
    }
    guard.stand();
    return language.run(subject, text, in, output);
  }

  /** A caller who has the platform's commands only asked for something else. */
  private int refuse(Principal principal, Line line) {
    String first = line.words().get(0);
    if (line.plain() && !known(first)) {
      throw new NotFound("command", first);
    }
    doors.as(
        principal,
        "shell",
        () -> {
          audit.refused(Caller.KARAF, "shell/" + Printable.text(first, 60), "no permission");
          return true;
        });
    throw new Forbidden(Caller.KARAF);
  }

  private boolean known(String typed) {
    return karaf.getRegistry().getCommands().stream()
        .anyMatch(c -> typed.equals(c.getScope() + ":" + c.getName()) || typed.equals(c.getName()));
  }
}
