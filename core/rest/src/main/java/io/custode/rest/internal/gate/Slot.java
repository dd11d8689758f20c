// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What the gate knows of one plugin: whether it takes requests, and those under way. */
final class Slot {
  private boolean held;
  private int underWay;
  private int published;
  private int watchers;
  private final Queue<Parked> parked = new ArrayDeque<>();

  /**
   * @return whether the request may go on; if not, it has to be parked
   */
  synchronized boolean enter() {
    if (held) {
      return false;
    }
    underWay++;
    return true;
  }

  synchronized Slot leave() {
    underWay--;
    notifyAll();
    return this;
  }

  /**
   * @return false if the plugin takes requests by now: enter again
   */
  synchronized boolean park(Parked request) {
    return held && parked.add(request);
  }

  synchronized boolean forget(Parked request) {
    return parked.remove(request);
  }

  synchronized Slot hold() {
    held = true;
    return this;
  }

  /** Keeps the slot while somebody waits for it. */
  synchronized Slot watch() {
    watchers++;
    return this;
  }

  synchronized Slot unwatch() {
    watchers--;
    return this;
  }

  /**
   * @return those that waited, to be let go
   */
  synchronized List<Parked> open() {
    held = false;
    var waited = new ArrayList<>(parked);
    parked.clear();
    return waited;
  }

  synchronized Slot published(int resources) {
    published = resources;
    notifyAll();
    return this;
  }

  synchronized boolean awaitIdle(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (underWay > 0 && waitUntil(end)) {
      // woken: look again
    }
    return underWay == 0;
  }

  synchronized boolean awaitPublished(int resources, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (published < resources && waitUntil(end)) {
      // woken: look again
    }
    return published >= resources;
  }

  private boolean waitUntil(long end) throws InterruptedException {
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      return false;
    }
    wait(millis);
    return true;
  }

  synchronized boolean isUnused() {
    return !held && underWay == 0 && published == 0 && watchers == 0 && parked.isEmpty();
  }
}
