// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Runner.Output output =
      new Runner.Output(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0);

  private int fail(RuntimeException thrown) {
    return Runner.guarded(
        output,
        () -> {
          throw thrown;
        });
  }

  @Test
  void aRefusalSaysWhatHappenedAndWhatToDo() {
    var problem =
        new Problem(
            Problem.Kind.INVALID, "tenant-needed", "None is chosen.", "Add --tenant \u001b[2J.");
    assertThat(fail(problem)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).isEqualTo("None is chosen. Add --tenant ?[2J.\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void secretsComeFromThePromptAndNothingElseDoes() throws Exception {
    var command =
        Samples.command(
            "msp.x", Samples.required("name", "SecretName"), Samples.required("value", "secret"));
    var piped = Prompt.piped(new ByteArrayInputStream("-----BEGIN\nEND-----\n".getBytes(UTF_8)));
    assertThat(Runner.withSecrets(command, Map.of("name", "core.smtp"), piped))
        .isEqualTo(Map.of("name", "core.smtp", "value", "-----BEGIN\nEND-----"));
    var silent = Prompt.piped(InputStream.nullInputStream());
    assertThat(Runner.withSecrets(command, Map.of("name", "core.smtp"), silent))
        .isEqualTo(Map.of("name", "core.smtp"));
    var endless = Prompt.piped(new ByteArrayInputStream(new byte[Prompt.MOST + 1]));
    assertThatThrownBy(() -> Runner.withSecrets(command, Map.of(), endless))
        .isInstanceOf(Invalid.class);
    Prompt never =
        what -> {
          throw new AssertionError("it has no secret");
        };
    Runner.withSecrets(
        Samples.command("msp.y", Samples.required("name", "string")), Map.of(), never);
  }

  @Test
  void ourFaultShowsAsAnIdOnly() {
    assertThat(fail(new IllegalStateException("the password is hunter2"))).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("platform's log").doesNotContain("hunter2");
  }
}
