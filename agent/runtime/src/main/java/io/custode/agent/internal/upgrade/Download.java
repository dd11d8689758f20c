// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.Keys;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.ReleaseDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Random;

/** Fetches an archive, again if the line broke or the platform is busy. */
final class Download {
  private static final Log LOG = Log.of("upgrade");
  private static final int TRIES = 20;

  /** Where archives come from. */
  @FunctionalInterface
  interface Source {
    InputStream open(String path) throws IOException;
  }

  private final Source source;
  private final Duration pause;
  private final Random random = new Random();

  /**
   * @param pause between two tries, about; a fleet does not come back at once
   */
  Download(Source source, Duration pause) {
    this.source = source;
    this.pause = pause;
  }

  /**
   * @throws IOException if what came is not, byte for byte, what the platform signed, or nothing
   *     came
   */
  void fetch(ReleaseDescriptor wanted, Path to) throws IOException, InterruptedException {
    int failures = 0;
    while (true) {
      try (var in = source.open("/releases/" + wanted.sha256())) {
        copy(in, wanted, to);
        return;
      } catch (AgentPort.Refused e) {
        if (e.lasting()) {
          throw e;
        }
        // others are at it; the action's own time is the limit
        LOG.info("The platform is busy; the release is fetched later");
      } catch (Unfit e) {
        throw e;
      } catch (IOException e) {
        failures++;
        if (failures == TRIES) {
          throw e;
        }
        LOG.warn("The release was not fetched, will try again", e);
      }
      Thread.sleep(pause.toMillis() / 2 + random.nextInt((int) pause.toMillis() + 1));
    }
  }

  private static void copy(InputStream in, ReleaseDescriptor wanted, Path to)
      throws IOException, InterruptedException {
    DurableFile.createPrivate(to);
    var digest = sha256();
    long total = 0;
    try (var out = Files.newOutputStream(to)) {
      var buffer = new byte[16 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        total += count;
        if (total > wanted.size()) {
          throw new Unfit("The server gave more than was promised");
        }
        digest.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
    if (total < wanted.size()) {
      throw new IOException("The server gave less than was promised");
    }
    if (!Keys.hex(digest.digest()).equals(wanted.sha256())) {
      throw new Unfit("What the server gave is not what the platform signed");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Fetching it again is no use. */
  private static final class Unfit extends IOException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why);
    }
  }
}
