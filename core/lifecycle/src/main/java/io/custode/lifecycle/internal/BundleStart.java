// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Starts a plugin's bundle on a thread that can be ended: activators and components run before
 * anybody can say whether they come to an end. It is bound to nobody.
 */
final class BundleStart implements Runnable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Bundle bundle;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Throwable thrown;

  BundleStart(Bundle bundle) {
    this.bundle = bundle;
    this.thread = new Thread(this, "custode-start-" + bundle.getSymbolicName());
    thread.setDaemon(true);
  }

  @Override
  public void run() {
    try {
      bundle.start(Bundle.START_TRANSIENT);
      // whatever ends it, even the thread's own death, is told to who waits
    } catch (Throwable e) {
      thrown = e;
    } finally {
      over.countDown();
    }
  }

  /**
   * @throws BundleException if it does not start
   * @throws Conflict if that takes too long; it is ended then
   */
  void within(Duration most) throws BundleException {
    thread.start();
    if (!ends(most)) {
      var where = where();
      end();
      throw NodePlugins.fails(
          "it did not begin within "
              + most.toSeconds()
              + " seconds, it was at "
              + where
              + (isStuck() ? ", and stays there until this node starts again" : ""),
          null);
    }
    var failure = thrown;
    if (failure instanceof BundleException e) {
      throw e;
    }
    if (failure != null) {
      throw NodePlugins.fails("it did not start: " + failure, failure);
    }
  }

  /** Politely, then not. */
  @SuppressWarnings({"deprecation", "removal"}) // the last resort, as for its calls
  private void end() {
    thread.interrupt();
    if (!ends(GRACE)) {
      thread.stop();
      ends(GRACE);
    }
  }

  /**
   * @return whether nothing has ended it: the framework waits for it in whatever is done to the
   *     bundle
   */
  boolean isStuck() {
    return thread.isAlive() && over.getCount() > 0;
  }

  /** The innermost of its frames that is not Java's own. */
  private String where() {
    for (var frame : thread.getStackTrace()) {
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.")) {
        return frame.toString();
      }
    }
    return "its end";
  }

  private boolean ends(Duration within) {
    try {
      return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw NodePlugins.fails("its start was interrupted", e);
    }
  }
}
