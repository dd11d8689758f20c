// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricSource;
import io.custode.agent.api.MetricValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Load of the machine. Rates are over the time since the sample before, so the first has none.
 * Memory used is what is not available (proc(5): MemAvailable), not what caches hold.
 */
final class LinuxMetrics implements MetricSource {
  private long busyBefore;
  private long totalBefore;
  private long receivedBefore;
  private long sentBefore;
  private long nanosBefore;

  @Override
  public synchronized List<MetricValue> sample() {
    var values = new ArrayList<MetricValue>(16);
    cpu(values);
    memory(values);
    values.add(new MetricValue("load.1", "1", firstNumber(Texts.read("/proc/loadavg"))));
    values.add(new MetricValue("uptime", "s", firstNumber(Texts.read("/proc/uptime"))));
    network(values);
    for (var disk : Mounts.disks()) {
      var usage = Usage.of(disk.mount());
      values.add(new MetricValue("disk.used:" + disk.mount(), "By", usage.used()));
      values.add(percent("disk.used.percent:" + disk.mount(), usage.percent()));
    }
    return values;
  }

  private void cpu(List<MetricValue> values) {
    var stat = Texts.read("/proc/stat");
    int end = stat.indexOf('\n');
    var fields = (end < 0 ? stat : stat.substring(0, end)).trim().split(" +");
    long total = 0;
    long idle = 0;
    // user nice system idle iowait irq softirq steal; guest is within user
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      long ticks = Long.parseLong(fields[i]);
      total += ticks;
      idle += i == 4 || i == 5 ? ticks : 0;
    }
    long busy = total - idle;
    if (totalBefore > 0 && total > totalBefore) {
      double used = 100.0 * (busy - busyBefore) / (total - totalBefore);
      values.add(percent("cpu.used", Math.max(0, Math.min(100, used))));
    }
    busyBefore = busy;
    totalBefore = total;
  }

  private static void memory(List<MetricValue> values) {
    var info = Texts.read("/proc/meminfo");
    used(
        values,
        "mem",
        1024 * Texts.number(info, "MemTotal:"),
        1024 * Texts.number(info, "MemAvailable:"));
    used(
        values,
        "swap",
        1024 * Texts.number(info, "SwapTotal:"),
        1024 * Texts.number(info, "SwapFree:"));
  }

  private static void used(List<MetricValue> values, String what, long total, long free) {
    values.add(new MetricValue(what + ".used", "By", total - free));
    double percent = total == 0 ? 0 : 100.0 * (total - free) / total;
    values.add(percent(what + ".used.percent", percent));
  }

  /**
   * No more digits than are known: a value of few takes a byte to keep for years, and else eight.
   */
  private static MetricValue percent(String name, double percent) {
    return new MetricValue(name, "%", Math.rint(percent * 10) / 10);
  }

  private void network(List<MetricValue> values) {
    long received = 0;
    long sent = 0;
    for (var line : Texts.read("/proc/net/dev").split("\n")) {
      int colon = line.indexOf(':');
      if (colon < 0 || line.substring(0, colon).strip().equals("lo")) {
        continue;
      }
      var fields = line.substring(colon + 1).strip().split(" +");
      if (fields.length > 8) {
        received += Long.parseLong(fields[0]);
        sent += Long.parseLong(fields[8]);
      }
    }
    long nanos = System.nanoTime();
    double seconds = (nanos - nanosBefore) / 1e9;
    // an interface that left takes its count with it
    if (nanosBefore != 0 && received >= receivedBefore && sent >= sentBefore && seconds > 0) {
      values.add(
          new MetricValue("net.rx", "By/s", Math.rint((received - receivedBefore) / seconds)));
      values.add(new MetricValue("net.tx", "By/s", Math.rint((sent - sentBefore) / seconds)));
    }
    receivedBefore = received;
    sentBefore = sent;
    nanosBefore = nanos;
  }

  private static double firstNumber(String text) {
    int space = text.indexOf(' ');
    try {
      return Double.parseDouble(space < 0 ? text : text.substring(0, space));
    } catch (NumberFormatException e) {
      return Double.NaN; // left out
    }
  }
}
