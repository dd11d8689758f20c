// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With Karaf's own shell. */
class KarafLanguageTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final SessionFactoryImpl karaf = new SessionFactoryImpl(streams);

  /** Commands in the manner of Felix. */
  public static final class Sample {
    public List<String> values() {
      return List.of("one", "two");
    }

    public int status() {
      return 3;
    }

    public void says() {
      System.out.println("said");
    }
  }

  @BeforeEach
  void start() {
    streams.start();
    for (var name : List.of("values", "status", "says")) {
      karaf.getCommandProcessor().addCommand("sample", new Sample(), name);
    }
  }

  @AfterEach
  void stop() {
    karaf.stop();
    streams.stop();
  }

  private int run(String line) {
    var output =
        new Runner.Output(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0);
    var language = new KarafLanguage(karaf, karaf.getCommandProcessor());
    return Runner.guarded(
        output, () -> language.run(new Subject(), line, InputStream.nullInputStream(), output));
  }

  @Test
  void whatACommandReturnsIsShown() {
    assertThat(run("sample:values")).isZero();
    assertThat(out.toString(UTF_8).lines().map(String::strip)).containsExactly("one", "two");
  }

  @Test
  void aWholeNumberIsTheExitStatus() {
    assertThat(run("sample:status")).isEqualTo(3);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void whatACommandPrintsIsAllThereIs() {
    assertThat(run("sample:says")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("said\n");
  }

  @Test
  void aWordThatIsNoCommandIsNamed() {
    assertThat(run("nonsense")).isEqualTo(1);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).startsWith("There is no command nonsense");
  }

  @Test
  void soIsOneAtTheEndOfAPipe() {
    assertThat(run("sample:says | nonsense")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("There is no command nonsense");
  }
}
