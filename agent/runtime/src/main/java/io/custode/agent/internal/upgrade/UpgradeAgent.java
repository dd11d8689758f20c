// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.Log;
import io.custode.agent.internal.action.GoesOn;
import io.custode.agent.internal.action.Others;
import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.identity.Keys;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.AgentUpgrade;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Release;
import io.custode.agent.protocol.ReleaseArchive;
import io.custode.agent.protocol.ReleaseDescriptor;
import io.custode.agent.protocol.RuntimeVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code agent-upgrade}: checks who vouches for the release, fetches it, checks it, tries whether
 * it starts, makes it the next to run, and ends the agent for its launcher to start that. The
 * action ends afterwards: told by the new version, or by this one if the launcher came back to it.
 */
public final class UpgradeAgent implements ActionHandler<AgentUpgrade, AgentUpgrade.Done> {
  private static final Log LOG = Log.of("upgrade");
  private static final Duration LIMIT = Duration.ofHours(3);
  private static final Duration OTHERS = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final long SPARE = 32L << 20;
  private static final String ARCHIVE = "archive" + DurableFile.PARTIAL;
  private static final String UNPACKED = "unpacked" + DurableFile.PARTIAL;

  /**
   * What this agent is.
   *
   * @param version of the program that runs
   * @param launched whether a launcher started it that starts the next one too
   * @param authorities any of them vouches for releases; they change while the agent runs
   */
  public record Self(String version, boolean launched, Supplier<List<PublicKey>> authorities) {
    private String os() {
      return Release.os(System.getProperty("os.name", ""));
    }

    private String arch() {
      return Release.arch(System.getProperty("os.arch", ""));
    }
  }

  private final Self self;
  private final Program program;
  private final Download download;
  private final Supplier<Optional<Instant>> platformClock;
  private final Others others;
  private final Runnable restart;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * @param restart ends the agent in order, for its launcher to start the next one
   */
  public UpgradeAgent(
      Self self,
      Program program,
      Supplier<Identity> identity,
      Supplier<Optional<Instant>> platformClock,
      Others others,
      Runnable restart) {
    this(
        self,
        program,
        new Download(path -> open(identity.get(), path), AGAIN),
        platformClock,
        others,
        restart);
  }

  UpgradeAgent(
      Self self,
      Program program,
      Download download,
      Supplier<Optional<Instant>> platformClock,
      Others others,
      Runnable restart) {
    this.self = self;
    this.program = program;
    this.download = download;
    this.platformClock = platformClock;
    this.others = others;
    this.restart = restart;
  }

  private static InputStream open(Identity identity, String path) throws IOException {
    try {
      return AgentPort.of(identity).get(path);
    } catch (GeneralSecurityException e) {
      throw new IOException("No TLS: " + e.getMessage(), e);
    }
  }

  @Override
  public String verb() {
    return AgentUpgrade.VERB;
  }

  @Override
  public Class<AgentUpgrade> input() {
    return AgentUpgrade.class;
  }

  @Override
  public Duration limit(AgentUpgrade input) {
    return LIMIT;
  }

  @Override
  public ActionOutcome<AgentUpgrade.Done> run(AgentUpgrade input, ActionContext context)
      throws InterruptedException, GoesOn {
    if (!one.tryLock()) {
      return failed("Another upgrade of this agent is under way");
    }
    try {
      var wanted = vouched(input);
      if (wanted.version().equals(self.version())) {
        return done();
      }
      checkFit(wanted);
      handOver(wanted, prepare(wanted));
      LOG.info("Version " + wanted.version() + " is next; " + self.version() + " ends");
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      return failed(e.getMessage() == null ? Log.reason(e) : e.getMessage());
    } finally {
      one.unlock();
    }
    restart.run();
    throw new GoesOn();
  }

  /** After the restart: whoever is asked has been welcomed by the platform. */
  @Override
  public Optional<ActionOutcome<AgentUpgrade.Done>> probe(AgentUpgrade input, ActionContext context)
      throws IOException {
    var wanted = vouched(input).version();
    var failure = program.failure(wanted);
    if (failure.isEmpty() && wanted.equals(self.version())) {
      return Optional.of(done());
    }
    var why =
        failure.orElse(
            "The agent was stopped before the new version was ready; nothing was changed");
    return Optional.of(failed(why));
  }

  private ActionOutcome<AgentUpgrade.Done> failed(@Nullable String why) {
    return ActionOutcome.failed(why + ". Version " + self.version() + " runs", null);
  }

  private ActionOutcome<AgentUpgrade.Done> done() {
    return ActionOutcome.succeeded(new AgentUpgrade.Done(self.version()));
  }

  private ReleaseDescriptor vouched(AgentUpgrade input) throws IOException {
    if (self.authorities().get().stream()
        .noneMatch(key -> Keys.verifies(key, input.descriptor(), input.signature()))) {
      throw new IOException("The platform's signature is missing");
    }
    try {
      return Codec.fromJson(input.descriptor(), ReleaseDescriptor.class);
    } catch (MalformedMessage e) {
      throw new IOException("The descriptor is damaged: " + e.getMessage(), e);
    }
  }

  private void checkFit(ReleaseDescriptor wanted) throws IOException {
    if (!self.launched()) {
      throw new IOException(
          "This agent was not started by its launcher, bin/custode-agent, which would start the"
              + " next version");
    }
    var version = RuntimeVersion.parse(wanted.version());
    if (version.isEmpty() || !wanted.sha256().matches("[0-9a-f]{64}")) {
      throw new IOException("Its version or hash is none");
    }
    if (wanted.size() <= 0
        || wanted.size() > ReleaseArchive.LARGEST
        || wanted.unpacked() <= 0
        || wanted.unpacked() > ReleaseArchive.LARGEST_UNPACKED) {
      throw new IOException("It is larger than a release can be");
    }
    if (!version.get().laterThan(self.version()) || wanted.counter() < program.counter()) {
      throw new IOException("It is older than what runs, " + self.version());
    }
    if (!wanted.release().runsOn(self.os(), self.arch())) {
      throw new IOException(
          "It is for " + wanted.os() + " on " + wanted.arch() + ", this machine is another");
    }
    var now = platformClock.get();
    if (now.isEmpty() || !now.get().isBefore(wanted.expires())) {
      throw new IOException("What the platform signed has expired");
    }
    long free = Files.getFileStore(program.directory()).getUsableSpace();
    long needed = wanted.size() + wanted.unpacked() + SPARE;
    if (free < needed) {
      throw new IOException(
          "The disk of "
              + program.directory()
              + " has too little room: "
              + (needed >> 20)
              + " MiB are needed, "
              + (free >> 20)
              + " are free");
    }
  }

  /**
   * @return where it lies, ready to run
   */
  private Path prepare(ReleaseDescriptor wanted) throws IOException, InterruptedException {
    var archive = program.of(ARCHIVE);
    var unpacked = program.of(UNPACKED);
    try {
      program.begin();
      download.fetch(wanted, archive);
      try (var in = Files.newInputStream(archive)) {
        var contents = ReleaseArchive.read(in, new Unpacked(unpacked));
        if (!contents.release().equals(wanted.release())) {
          throw new IOException("The archive is of another release than the platform signed");
        }
      }
      Trial.starts(unpacked, wanted.version());
      var ready = program.of(wanted.version());
      Program.remove(ready);
      DurableFile.replace(unpacked, ready);
      return ready;
    } finally {
      Files.deleteIfExists(archive);
      Program.remove(unpacked);
    }
  }

  private void handOver(ReleaseDescriptor wanted, Path ready)
      throws IOException, InterruptedException {
    boolean handed = false;
    try {
      if (!others.finish(OTHERS)) {
        throw new IOException(
            "Other actions ran for more than "
                + OTHERS.toMinutes()
                + " minutes; nothing was"
                + " changed");
      }
      program.handOver(wanted.version(), wanted.counter());
      handed = true;
    } finally {
      if (!handed) {
        others.goOn();
        Program.remove(ready);
      }
    }
  }
}
