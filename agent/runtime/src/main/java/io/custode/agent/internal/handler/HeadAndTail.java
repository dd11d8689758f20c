// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads all of a stream and keeps its beginning and its end, in bounded memory. */
final class HeadAndTail implements Runnable {
  private static final int HALF = 32 * 1024;

  private final InputStream in;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
  private byte[] tail = new byte[0];
  private long total;
  private boolean closed;

  HeadAndTail(InputStream in) {
    this.in = in;
  }

  @Override
  public void run() {
    var buffer = new byte[8192];
    int failures = 0;
    while (failures < 2) {
      try {
        int count = in.read(buffer);
        if (count < 0) {
          break;
        }
        add(buffer, count);
      } catch (IOException e) {
        // when the process ends the JDK puts what is left into a new stream behind this one
        failures++;
      }
    }
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    int first = (int) Math.max(0, Math.min(count, HALF - total));
    head.write(bytes, 0, first);
    if (first < count && tail.length == 0) {
      tail = new byte[HALF];
    }
    for (int i = first; i < count; i++) {
      tail[(int) ((total + i - HALF) % HALF)] = bytes[i];
    }
    total += count;
  }

  /** Waits for the end of the stream, which a process left behind may keep open. */
  synchronized void awaitEnd(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (!closed) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  synchronized boolean truncated() {
    return total > 2L * HALF;
  }

  synchronized String text() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.toByteArray());
    long behind = total - head.size();
    if (behind > HALF) {
      var mark = "\n[... " + (behind - HALF) + " bytes left out ...]\n";
      all.writeBytes(mark.getBytes(UTF_8));
      int oldest = (int) (behind % HALF);
      all.write(tail, oldest, HALF - oldest);
      all.write(tail, 0, oldest);
    } else {
      all.write(tail, 0, (int) behind);
    }
    return all.toString(UTF_8);
  }
}
