// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;

/** Requests so far, for {@code /metrics}. */
@Component(service = Counters.class)
public final class Counters {
  private final ConcurrentHashMap<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
  private final LongAdder nanos = new LongAdder();

  void count(int status, long tookNanos) {
    byStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
    nanos.add(tookNanos);
  }

  /**
   * @return answered requests by HTTP status
   */
  public Map<Integer, Long> byStatus() {
    var all = new TreeMap<Integer, Long>();
    byStatus.forEach((status, count) -> all.put(status, count.sum()));
    return all;
  }

  /**
   * @return time spent on all of them
   */
  public double seconds() {
    return nanos.sum() / 1e9;
  }
}
