// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.agent.protocol.MachineInventory.Software;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** Installed packages, by the package manager's own word. */
final class Packages {
  private static final int MOST = 20_000;
  private static final String DPKG = "/usr/bin/dpkg-query";
  private static final String RPM = "/usr/bin/rpm";

  private Packages() {}

  static List<Software> installed() {
    var found = new ArrayList<Software>();
    if (new File(DPKG).canExecute()) {
      // the status first: packages that were removed but left their settings are not installed
      var format = "${db:Status-Abbrev}\t${binary:Package}\t${Version}\n";
      read(found, "ii", DPKG, "-W", "-f", format);
    }
    if (found.isEmpty() && new File(RPM).canExecute()) {
      read(found, "ii", RPM, "-qa", "--qf", "ii\t%{NAME}\t%{VERSION}-%{RELEASE}\n");
      found.removeIf(software -> software.name().equals("gpg-pubkey"));
    }
    return found;
  }

  private static void read(List<Software> found, String status, String... command) {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      var process = builder.start();
      try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          var parts = line.split("\t", -1);
          if (parts.length == 3 && parts[0].strip().equals(status) && found.size() < MOST) {
            found.add(new Software(parts[1], parts[2]));
          }
        }
      }
    } catch (IOException e) {
      found.clear(); // half a list would look like packages removed
    }
  }
}
