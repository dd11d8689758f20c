// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricValue;
import io.custode.agent.protocol.Message.Metrics;
import io.custode.agent.protocol.Message.Point;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measured values from the measurement until the platform has them. One batch is on its way at a
 * time, and goes again unchanged until it is acknowledged; the oldest values give way when there is
 * no more room, and how many did is a value of its own.
 */
public final class MetricBuffer {
  /** Half an hour of 45 values every ten seconds. */
  static final int ROOM = 8192;

  private static final int BATCH = 500;
  private static final String DROPPED = "agent.metric.dropped";

  private final ArrayDeque<Point> waiting = new ArrayDeque<>();
  private List<Point> onItsWay = List.of();
  private long sequence;
  private long dropped;

  public synchronized void add(List<Point> points) {
    for (var point : points) {
      if (!Double.isFinite(point.value())) {
        continue;
      }
      if (waiting.size() == ROOM) {
        waiting.removeFirst();
        dropped++;
      }
      waiting.addLast(point);
    }
  }

  /**
   * What to send now: the batch that is not acknowledged, else the next; empty if there is none.
   */
  public synchronized Optional<Metrics> batch() {
    if (onItsWay.isEmpty()) {
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      var points = new ArrayList<Point>();
      if (dropped > 0) {
        points.add(new Point(DROPPED, "1", dropped, waiting.getFirst().at()));
        dropped = 0;
      }
      while (points.size() < BATCH && !waiting.isEmpty()) {
        points.add(waiting.removeFirst());
      }
      onItsWay = points;
      sequence++;
    }
    return Optional.of(new Metrics(sequence, onItsWay));
  }

  /**
   * @return true if that was the batch on its way, so that the next may go
   */
  public synchronized boolean acknowledged(long upTo) {
    if (onItsWay.isEmpty() || upTo < sequence) {
      return false;
    }
    onItsWay = List.of();
    return true;
  }

  public synchronized int size() {
    return waiting.size() + onItsWay.size();
  }

  /** Says when they were measured. */
  public static List<Point> points(List<MetricValue> values, Instant at, int most) {
    var points = new ArrayList<Point>(values.size());
    for (var value : values.size() > most ? values.subList(0, most) : values) {
      points.add(new Point(value.name(), value.unit(), value.value(), at));
    }
    return points;
  }
}
