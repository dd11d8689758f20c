// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of a plugin: the work, the thread that does it, and how it ended. */
final class Call<T> implements Runnable {
  private final Callable<T> work;
  private @Nullable Thread thread;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private boolean begun;
  private boolean over;

  Call(Callable<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    @Nullable T returned = null;
    @Nullable Throwable thrown = null;
    try {
      returned = work.call();
      // whatever ends it, even the thread's own death, is told to who waits
    } catch (Throwable e) {
      thrown = e;
    }
    end(returned, thrown);
    if (thrown instanceof ThreadDeath death) {
      throw death;
    }
  }

  private synchronized boolean begin() {
    if (over) {
      return false;
    }
    begun = true;
    thread = Thread.currentThread();
    return true;
  }

  private synchronized void end(@Nullable T returned, @Nullable Throwable thrown) {
    result = returned;
    failure = thrown;
    thread = null;
    over = true;
    notifyAll();
  }

  /**
   * @return whether it is over
   */
  synchronized boolean await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; !over && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return over;
  }

  /**
   * @return whether it had not begun, and never will
   */
  synchronized boolean withdraw() {
    if (begun) {
      return false;
    }
    over = true;
    return true;
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Ends the thread wherever it is, unless it waits for a lock or is outside Java. */
  @SuppressWarnings({"deprecation", "removal"}) // the last resort, said so in the decision
  synchronized void stop() {
    if (thread != null) {
      thread.stop();
    }
  }

  /** Where it is. */
  @Override
  public synchronized String toString() {
    return thread == null ? "its end" : Arrays.toString(thread.getStackTrace());
  }

  /** What came of it, once it is over. */
  @SuppressWarnings("NullAway") // null is what the work returned then
  synchronized T result() throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof ThreadDeath) {
      throw new IllegalStateException("The plugin ended its thread.", failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return result;
  }
}
