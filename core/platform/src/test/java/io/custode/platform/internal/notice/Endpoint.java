// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.notice.Notice;
import io.custode.api.secret.SecretName;
import io.custode.spi.notice.Notifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A channel to an endpoint that works, fails or hangs as a test wants. */
final class Endpoint implements Notifier {
  /** What it does with a notice. */
  enum Mood {
    TAKES,
    FAILS,
    REFUSES,
    HANGS
  }

  private final String channel;
  private final List<Notice> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  volatile Mood mood = Mood.TAKES;

  Endpoint(String channel) {
    this.channel = channel;
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public void check(String target, @Nullable SecretName secret) {}

  @Override
  public void send(Notice notice, String target, @Nullable SecretName secret) {
    asked.incrementAndGet();
    switch (mood) {
      case TAKES -> taken.add(notice);
      case FAILS -> throw new Unavailable("The endpoint answered 500.", Duration.ofMinutes(1));
      case REFUSES -> throw new Conflict("refused", "The endpoint answered 404.", "Correct it.");
      case HANGS -> hang();
    }
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Unavailable("The endpoint hung.", Duration.ofMinutes(1));
  }

  void letGo() {
    end.countDown();
  }

  int asked() {
    return asked.get();
  }

  List<String> subjects() {
    return taken.stream().map(Notice::subject).toList();
  }

  List<Notice> taken() {
    return taken;
  }
}
