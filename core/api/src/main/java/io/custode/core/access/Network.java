// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.api.error.Invalid;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses, {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address.
 *
 * @param text as it was given
 */
public record Network(String text) {
  // never a name: it would be looked up
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{0,45}:[0-9a-fA-F:.]{0,45}");

  /**
   * @throws Invalid if it is none
   */
  public Network {
    parse(text);
  }

  private record Range(byte[] address, int bits) {}

  private static Range parse(String text) {
    int slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    var prefix = slash < 0 ? "" + address.length * 8 : text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > address.length * 8) {
      throw wrong();
    }
    return new Range(address, Integer.parseInt(prefix));
  }

  /** An IPv4 address within IPv6 counts as the IPv4 address that it is. */
  private static byte[] address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw wrong();
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw wrong();
    }
  }

  private static Invalid wrong() {
    return Invalid.field("networks", "must each be as 192.0.2.0/24, 2001:db8::/32 or an address");
  }

  /**
   * @param from of a caller; what is no address is in no network
   */
  public boolean holds(String from) {
    int zone = from.indexOf('%');
    byte[] asking;
    try {
      asking = address(zone < 0 ? from : from.substring(0, zone));
    } catch (Invalid e) {
      return false;
    }
    var range = parse(text);
    if (asking.length != range.address().length) {
      return false;
    }
    for (int bit = 0; bit < range.bits(); bit++) {
      int mask = 0x80 >> bit % 8;
      if (((asking[bit / 8] ^ range.address()[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
