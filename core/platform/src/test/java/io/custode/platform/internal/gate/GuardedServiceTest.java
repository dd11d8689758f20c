// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedServiceTest {
  /** Something that plugins implement. */
  interface Spi {
    List<String> names() throws IOException;

    default String thread() {
      return Thread.currentThread().getName();
    }
  }

  private final Hasty hasty = new Hasty();

  @AfterEach
  void end() {
    hasty.close();
  }

  private Spi guarded(Callable<List<String>> names) {
    return hasty.guarded("acme", Spi.class, spi(names));
  }

  private static Spi spi(Callable<List<String>> names) {
    return () -> {
      try {
        return names.call();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void eachMethodRunsOnThePluginsThreads() throws IOException {
    var spi = guarded(() -> List.of(Thread.currentThread().getName()));
    assertThat(spi.names()).containsExactly("plugin-acme");
    assertThat(spi.thread()).isEqualTo("plugin-acme");
  }

  @Test
  @Timeout(20)
  void whatHangsIsALateAnswerAndNoMore() {
    var never = new CountDownLatch(1);
    var spi =
        guarded(
            () -> {
              never.await();
              return List.of();
            });
    assertThatThrownBy(spi::names)
        .isInstanceOf(Problem.class)
        .extracting(e -> ((Problem) e).name())
        .isEqualTo("plugin-too-slow");
  }

  /** A list that a plugin made may do anything when it is read. */
  @Test
  void aListIsReadOnThePluginsThreadToo() throws IOException {
    var readers = new ArrayList<String>();
    var spi =
        guarded(
            () ->
                new AbstractList<>() {
                  @Override
                  public String get(int index) {
                    readers.add(Thread.currentThread().getName());
                    return "name";
                  }

                  @Override
                  public int size() {
                    return 1;
                  }
                });
    assertThat(spi.names()).containsExactly("name");
    assertThat(readers).isNotEmpty().containsOnly("plugin-acme");
  }

  @Test
  void whatItThrowsIsThrownButNoErrorReachesWhoCalls() {
    assertThatThrownBy(() -> guarded(GuardedServiceTest::notRead).names())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> guarded(GuardedServiceTest::taken).names())
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> guarded(GuardedServiceTest::deep).names())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Plugin acme failed")
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  private static List<String> notRead() throws IOException {
    throw new IOException("read");
  }

  private static List<String> taken() {
    throw new Conflict("taken", "It is taken.", "Take another.");
  }

  private static List<String> deep() {
    throw new StackOverflowError();
  }

  /** Else nothing of a plugin that leaves would be found again, and it would never be let go. */
  @Test
  void twoOfOneServiceAreEqual() {
    var service = spi(List::of);
    var one = hasty.guarded("acme", Spi.class, service);
    assertThat(one)
        .isEqualTo(hasty.guarded("acme", Spi.class, service))
        .hasSameHashCodeAs(hasty.guarded("acme", Spi.class, service))
        .isNotEqualTo(hasty.guarded("acme", Spi.class, spi(ArrayList::new)))
        .hasToString(service.getClass().getName());
  }

  @Test
  @Timeout(20)
  void whoeverWaitsIsInterruptedAndStaysSo() {
    var spi =
        hasty.guarded(
            "acme",
            Callable.class,
            () -> {
              new CountDownLatch(1).await();
              return 1;
            });
    Thread.currentThread().interrupt();
    // declared by the method, so told as it is
    assertThatThrownBy(spi::call).isInstanceOf(InterruptedException.class);
    var names =
        guarded(
            () -> {
              new CountDownLatch(1).await();
              return List.of();
            });
    Thread.currentThread().interrupt();
    assertThatThrownBy(names::names).isInstanceOf(Problem.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
