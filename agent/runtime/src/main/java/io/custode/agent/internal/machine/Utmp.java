// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.agent.protocol.MachineInventory.Login;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is logged on, from glibc's {@code struct utmp} (utmp(5), bits/utmp.h), as {@code who} reads
 * it.
 */
final class Utmp {
  private static final short USER_PROCESS = 7;
  private static final int LINE = 8;
  private static final int USER = 44;
  private static final int FIELD = 32;
  private static final int MOST = 256;

  private Utmp() {}

  static List<Login> logins() {
    try {
      var file = Path.of("/run/utmp");
      if (!Files.isReadable(file) || Files.size(file) > 1 << 20) {
        return List.of();
      }
      return parse(Files.readAllBytes(file), System.getProperty("os.arch", ""));
    } catch (IOException e) {
      return List.of();
    }
  }

  static List<Login> parse(byte[] file, String arch) {
    // where time is 64 bits wide in the structure
    boolean wide = arch.equals("aarch64") || arch.equals("riscv64");
    int record = wide ? 400 : 384;
    var logins = new ArrayList<Login>();
    var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + record <= file.length && logins.size() < MOST; at += record) {
      var user = text(file, at + USER);
      if (bytes.getShort(at) == USER_PROCESS && !user.isEmpty()) {
        long seconds = wide ? bytes.getLong(at + 344) : bytes.getInt(at + 340) & 0xFFFFFFFFL;
        boolean sane = seconds > 0 && seconds < 1L << 33;
        logins.add(
            new Login(user, text(file, at + LINE), sane ? Instant.ofEpochSecond(seconds) : null));
      }
    }
    return logins;
  }

  private static String text(byte[] file, int from) {
    int to = from;
    while (to < from + FIELD && file[to] != 0) {
      to++;
    }
    return new String(file, from, to - from, UTF_8);
  }
}
