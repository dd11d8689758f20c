// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.protocol.MachineInventory.Nic;
import java.io.File;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Network interfaces: names, hardware addresses and state by the kernel, addresses by the JDK. */
final class Interfaces {
  private static final int MOST = 256;
  private static final int IFF_UP = 1;

  private Interfaces() {}

  static List<Nic> linux() {
    var names = new File("/sys/class/net").list();
    if (names == null) {
      return portable();
    }
    Arrays.sort(names);
    var nics = new ArrayList<Nic>();
    for (var name : names) {
      var directory = "/sys/class/net/" + name + '/';
      var flags = Texts.read(directory + "flags");
      if (flags.isEmpty() || nics.size() == MOST) {
        continue; // bonding_masters is no interface
      }
      boolean up = (Integer.decode(flags) & IFF_UP) != 0;
      nics.add(new Nic(name, mac(Texts.read(directory + "address")), addresses(name), up));
    }
    return nics;
  }

  static List<Nic> portable() {
    var nics = new ArrayList<Nic>();
    try {
      for (var one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        var bytes = one.getHardwareAddress();
        var mac = new StringBuilder();
        for (int i = 0; bytes != null && i < bytes.length; i++) {
          mac.append(i == 0 ? "" : ":").append(String.format("%02x", bytes[i]));
        }
        nics.add(new Nic(one.getName(), mac(mac.toString()), addresses(one), one.isUp()));
      }
    } catch (SocketException e) {
      return nics;
    }
    return nics;
  }

  /** Null for none, which the kernel writes as zeros. */
  private static @Nullable String mac(String text) {
    return text.isEmpty() || text.replace("0", "").replace(":", "").isEmpty() ? null : text;
  }

  private static List<String> addresses(String name) {
    try {
      var found = NetworkInterface.getByName(name);
      return found == null ? List.of() : addresses(found);
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static List<String> addresses(NetworkInterface one) {
    var addresses = new TreeSet<String>();
    for (var address : one.getInterfaceAddresses()) {
      addresses.add(text(address.getAddress()) + '/' + address.getNetworkPrefixLength());
    }
    for (var labelled : Collections.list(one.getSubInterfaces())) {
      addresses.addAll(addresses(labelled));
    }
    return List.copyOf(addresses);
  }

  /** IPv6 as RFC 5952 has it and {@code ip} prints it. */
  static String text(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    var groups = new int[8];
    var bytes = address.getAddress();
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 255) << 8 | bytes[2 * i + 1] & 255;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    var out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ':';
        out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
