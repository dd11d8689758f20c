// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.access.Principal;
import io.custode.api.command.CommandInfo;
import io.custode.api.error.Invalid;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.security.auth.Subject;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;

/** An interactive shell without Karaf's language: the platform's commands, help and exit. */
final class PlainShell implements Runnable {
  private final Lines lines;
  private final Subject subject;
  private final SshTerminal terminal;
  private final PrintStream out;
  private final Principal principal;

  PlainShell(Lines lines, Subject subject, SshTerminal terminal) {
    this.lines = lines;
    this.subject = subject;
    this.terminal = terminal;
    this.out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
    this.principal = Caller.of(subject).principal();
  }

  @Override
  public void run() {
    out.println("Custode. Type help for the commands, exit to leave.");
    LineReader reader =
        LineReaderBuilder.builder().terminal(terminal).completer(this::complete).build();
    reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
    while (true) {
      try {
        String text = reader.readLine(principal.name() + "@custode> ").strip();
        if (text.equals("exit") || text.equals("logout")) {
          return;
        }
        lines.run(
            subject,
            text,
            InputStream.nullInputStream(),
            what -> reader.readLine(what + ": ", '*'),
            new Runner.Output(out, out, terminal.getWidth()));
      } catch (UserInterruptException e) {
        out.println();
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    proposals(line)
        .forEach(
            p ->
                candidates.add(
                    new Candidate(p.value(), p.value(), null, p.description(), null, null, true)));
  }

  private List<Completion.Proposal> proposals(ParsedLine line) {
    List<CommandInfo> commands = lines.runner().list(principal);
    if (line.wordIndex() == 0) {
      return Completion.commands(commands);
    }
    try {
      List<String> before = line.words().subList(0, line.wordIndex());
      return commands.stream()
          .filter(c -> Help.typed(c.name()).equals(before.get(0)))
          .findFirst()
          .map(c -> Completion.arguments(c, before.subList(1, before.size())))
          .orElse(List.of());
    } catch (Invalid e) {
      return List.of();
    }
  }
}
