// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets a key fail so many times in a minute. Keys are addresses; of an IPv6 address the network of
 * its owner (64 bits) counts.
 */
final class Throttle {
  private static final long MINUTE = 60_000_000_000L;
  private static final int REMEMBERED = 10_000;

  private record Window(long start, int failures) {}

  private final int most;
  private final LongSupplier nanos;
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > REMEMBERED;
        }
      };

  Throttle(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /**
   * @return seconds to wait, 0 if none
   */
  synchronized long waitFor(String key) {
    var window = windows.get(key);
    if (window == null || window.failures() < most) {
      return 0;
    }
    long left = MINUTE - (nanos.getAsLong() - window.start());
    return left <= 0 ? 0 : left / 1_000_000_000L + 1;
  }

  synchronized void failed(String key) {
    long now = nanos.getAsLong();
    var window = windows.remove(key);
    boolean fresh = window == null || now - window.start() >= MINUTE;
    windows.put(
        key, fresh ? new Window(now, 1) : new Window(window.start(), window.failures() + 1));
  }

  static String key(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      var bytes = InetAddress.getByName(address.replaceAll("[\\[\\]]|%.*", "")).getAddress();
      return bytes.length == 16
          ? HexFormat.of().formatHex(bytes, 0, 8)
          : HexFormat.of().formatHex(bytes);
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
