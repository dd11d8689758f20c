// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import io.custode.api.error.Invalid;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command of the platform as one of Karaf's shell. */
final class KarafCommand implements Command {
  private final CommandInfo info;
  private final Runner runner;

  KarafCommand(CommandInfo info, Runner runner) {
    this.info = info;
    this.runner = runner;
  }

  @Override
  public String getScope() {
    return info.name().substring(0, info.name().indexOf('.'));
  }

  @Override
  public String getName() {
    return info.name().substring(info.name().indexOf('.') + 1);
  }

  @Override
  public String getDescription() {
    return info.description();
  }

  /** Karaf takes a whole number for the exit status. */
  @Override
  public Object execute(Session session, List<Object> arguments) {
    int width = session.getTerminal() == null ? 0 : session.getTerminal().getWidth();
    // the streams of this thread: Karaf binds them to the pipe that the command is part of
    var output = new Runner.Output(System.out, System.err, width);
    return Runner.guarded(
        output,
        () ->
            runner.run(
                runner.asNow(Caller.of(session)).principal(),
                Help.typed(info.name()),
                arguments.stream().map(KarafCommand::word).toList(),
                prompt(session),
                output));
  }

  private static Prompt prompt(Session session) {
    return session.getTerminal() == null
        ? Prompt.piped(session.getKeyboard())
        : what -> session.readLine(what + ": ", '*');
  }

  private static String word(@Nullable Object argument) {
    if (argument instanceof CharSequence
        || argument instanceof Number
        || argument instanceof Boolean) {
      return argument.toString();
    }
    throw Invalid.field("line", "has an argument that is no text; put it into single quotes");
  }

  @Override
  public @Nullable Parser getParser() {
    return null;
  }

  @Override
  public Completer getCompleter(boolean scoped) {
    return new Completer() {
      @Override
      public int complete(Session session, CommandLine line, List<String> candidates) {
        proposals(line).forEach(p -> candidates.add(p.value() + " "));
        return line.getBufferPosition() - line.getArgumentPosition();
      }

      @Override
      public void completeCandidates(
          Session session, CommandLine line, List<Candidate> candidates) {
        proposals(line)
            .forEach(
                p ->
                    candidates.add(
                        new Candidate(
                            p.value(), p.value(), null, p.description(), null, null, true)));
      }
    };
  }

  private List<Completion.Proposal> proposals(CommandLine line) {
    List<String> words = Arrays.asList(line.getArguments());
    int at = line.getCursorArgumentIndex();
    if (at <= 0 || words.isEmpty()) {
      return Completion.commands(List.of(info));
    }
    boolean ours = List.of(Help.typed(info.name()), getName()).contains(words.get(0));
    return ours
        ? Completion.arguments(info, words.subList(1, Math.min(at, words.size())))
        : List.of();
  }
}
