// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.action.GoesOn;
import io.custode.agent.internal.action.Others;
import io.custode.agent.internal.store.AgentHome;
import io.custode.agent.internal.testing.Authority;
import io.custode.agent.protocol.AgentUpgrade;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Release;
import io.custode.agent.protocol.ReleaseDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of real tar, a real disk and real signatures; the program in them is a script. */
class UpgradeAgentTest {
  private static final String ARCH = Release.arch(System.getProperty("os.arch"));

  private record Context(String id, Instant deadline) implements ActionContext {}

  private static final ActionContext CONTEXT = new Context("a-1", Instant.MAX);

  @TempDir Path directory;
  private Authority authority;
  private Program program;
  private byte[] served = new byte[0];
  private final Queue<IOException> breaks = new ArrayDeque<>();
  private int restarts;
  private boolean othersEnd = true;
  private int letGo;
  private boolean launched = true;

  @BeforeEach
  void start() throws Exception {
    authority = new Authority();
    program = new Program(AgentHome.at(directory.resolve("home")).directory("program"));
  }

  private UpgradeAgent agent(String version) {
    return new UpgradeAgent(
        new UpgradeAgent.Self(
            version, launched, () -> List.of(authority.certificate().getPublicKey())),
        program,
        new Download(this::serve, Duration.ofMillis(20)),
        () -> Optional.of(Instant.now()),
        new Others() {
          @Override
          public boolean finish(Duration most) {
            return othersEnd;
          }

          @Override
          public void goOn() {
            letGo++;
          }
        },
        () -> restarts++);
  }

  private InputStream serve(String path) throws IOException {
    var broken = breaks.poll();
    if (broken != null) {
      throw broken;
    }
    assertThat(path).matches("/releases/[0-9a-f]{64}");
    return new ByteArrayInputStream(served);
  }

  /** As the build packs it. */
  private byte[] archive(String version, String says, String arch) throws Exception {
    var root = Files.createDirectories(directory.resolve("build/agent-" + version));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("lib"));
    var start = root.resolve("bin/start-agent");
    Files.writeString(start, "#!/bin/sh\n" + says + "\n");
    assertThat(start.toFile().setExecutable(true)).isTrue();
    Files.writeString(root.resolve("lib/agent.jar"), "x".repeat(100_000));
    Files.setLastModifiedTime(
        root.resolve("lib/agent.jar"),
        java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_600_000_000)));
    Files.writeString(
        root.resolve(Release.FILE), "version=" + version + "\nos=linux\narch=" + arch + "\n");
    var file = directory.resolve("build/agent.tar.gz");
    var tar =
        new ProcessBuilder(
                "tar",
                "-C",
                root.getParent().toString(),
                "--format=ustar",
                "-czf",
                file.toString(),
                root.getFileName().toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  private byte[] archive(String version) throws Exception {
    return archive(version, "echo custode-agent " + version, ARCH);
  }

  private ReleaseDescriptor descriptor(String version, byte[] archive) throws Exception {
    var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    return new ReleaseDescriptor(
        version,
        "linux",
        ARCH,
        sha256,
        archive.length,
        200_000,
        7,
        Instant.now().plusSeconds(3600));
  }

  private AgentUpgrade signed(ReleaseDescriptor descriptor) throws Exception {
    var text = Codec.toJson(descriptor);
    return new AgentUpgrade(text, authority.sign(text), null);
  }

  private AgentUpgrade offer(String version) throws Exception {
    served = archive(version);
    return signed(descriptor(version, served));
  }

  /** At the first word of the platform after a start. */
  private void welcomed(String version, String installed) {
    new Program(program.directory()).welcomed(version, installed);
  }

  private void refused(AgentUpgrade upgrade, String why) throws Exception {
    var outcome = agent("0.2.0").run(upgrade, CONTEXT);
    assertThat(outcome.end()).isEqualTo(ActionOutcome.End.FAILED);
    assertThat(outcome.reason()).contains(why).endsWith(". Version 0.2.0 runs");
    assertThat(restarts).isZero();
    assertThat(program.directory()).isEmptyDirectory();
  }

  private static @Nullable String version(Optional<ActionOutcome<AgentUpgrade.Done>> outcome) {
    var output = outcome.orElseThrow().output();
    return output == null ? null : output.version();
  }

  @Test
  void fetchesUnpacksTriesHandsOverAndEnds() throws Exception {
    var upgrade = offer("0.3.0");
    breaks.add(new IOException("line broken"));
    assertThatThrownBy(() -> agent("0.2.0").run(upgrade, CONTEXT)).isInstanceOf(GoesOn.class);
    assertThat(restarts).isEqualTo(1);
    assertThat(letGo).isZero();
    var root = program.of("0.3.0");
    assertThat(root.resolve("bin/start-agent")).isExecutable();
    assertThat(root.resolve("lib/agent.jar")).hasSize(100_000);
    assertThat(Files.getLastModifiedTime(root.resolve("lib/agent.jar")).toInstant())
        .isEqualTo(Instant.ofEpochSecond(1_600_000_000));
    assertThat(Files.getPosixFilePermissions(root.resolve("lib/agent.jar")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(root))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(program.of("next")).hasContent("0.3.0\n7");
    assertThat(program.directory().toFile().list()).containsExactlyInAnyOrder("0.3.0", "next");
  }

  @Test
  void theNextVersionTellsThatItRuns() throws Exception {
    var upgrade = offer("0.3.0");
    assertThatThrownBy(() -> agent("0.2.0").run(upgrade, CONTEXT)).isInstanceOf(GoesOn.class);
    welcomed("0.3.0", "0.2.0");
    assertThat(program.of("next")).doesNotExist();
    assertThat(program.of("current")).hasContent("0.3.0\n7");
    assertThat(version(agent("0.3.0").probe(upgrade, CONTEXT))).isEqualTo("0.3.0");
  }

  @Test
  void theVersionBeforeTellsWhyItIsBack() throws Exception {
    var upgrade = offer("0.3.0");
    assertThatThrownBy(() -> agent("0.2.0").run(upgrade, CONTEXT)).isInstanceOf(GoesOn.class);
    // as the launcher does
    Files.writeString(program.of("failed"), "0.3.0\nIt ended at each of 3 starts\n");
    Files.delete(program.of("next"));
    welcomed("0.2.0", "0.2.0");
    var outcome = agent("0.2.0").probe(upgrade, CONTEXT).orElseThrow();
    assertThat(outcome.end()).isEqualTo(ActionOutcome.End.FAILED);
    assertThat(outcome.reason()).isEqualTo("It ended at each of 3 starts. Version 0.2.0 runs");
    assertThat(program.of("0.3.0")).doesNotExist();
    // and may be tried again
    assertThatThrownBy(() -> agent("0.2.0").run(upgrade, CONTEXT)).isInstanceOf(GoesOn.class);
    assertThat(program.of("failed")).doesNotExist();
  }

  @Test
  void aStopInTheMiddleChangedNothing() throws Exception {
    var outcome = agent("0.2.0").probe(offer("0.3.0"), CONTEXT).orElseThrow();
    assertThat(outcome.end()).isEqualTo(ActionOutcome.End.FAILED);
    assertThat(outcome.reason()).contains("nothing was changed. Version 0.2.0 runs");

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> agent("0.2.0").run(offer("0.3.0"), CONTEXT))
        .isInstanceOf(InterruptedException.class);
    assertThat(program.directory()).isEmptyDirectory();
  }

  @Test
  void theOneBeforeIsKeptAndNoOther() throws Exception {
    for (var version : List.of("0.3.0", "0.4.0", "0.5.0")) {
      var upgrade = offer(version);
      assertThatThrownBy(() -> agent("0.2.0").run(upgrade, CONTEXT)).isInstanceOf(GoesOn.class);
      welcomed(version, "0.2.0");
      welcomed(version, "0.2.0");
    }
    assertThat(program.directory().toFile().list())
        .containsExactlyInAnyOrder("0.5.0", "0.4.0", "current", "before");
    assertThat(program.of("before")).hasContent("0.4.0\n7");
    // a package brought the same or a later one
    welcomed("0.5.0", "0.5.0");
    assertThat(program.directory()).isEmptyDirectory();
  }

  @Test
  void onlyThePlatformVouches() throws Exception {
    var upgrade = offer("0.3.0");
    refused(new AgentUpgrade(upgrade.descriptor() + " ", upgrade.signature(), null), "signature");
    refused(
        new AgentUpgrade(upgrade.descriptor(), new Authority().sign(upgrade.descriptor()), null),
        "signature");
    refused(new AgentUpgrade("{}", authority.sign("{}"), null), "damaged");
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsFetched() throws Exception {
    breaks.add(new IOException("nobody asks"));
    var d = descriptor("0.3.0", archive("0.3.0"));
    refused(signed(with(d, "0.1.0", d.arch(), 200_000, d.expires())), "older than what runs");
    refused(signed(with(d, "0.2.0-rc.1", d.arch(), 200_000, d.expires())), "older than");
    refused(signed(with(d, "../x", d.arch(), 200_000, d.expires())), "version or hash is none");
    refused(signed(with(d, "0.3.0", "riscv64", 200_000, d.expires())), "this machine is another");
    refused(signed(with(d, "0.3.0", d.arch(), 1L << 40, d.expires())), "larger than");
    refused(signed(with(d, "0.3.0", d.arch(), 200_000, Instant.EPOCH)), "expired");
    launched = false;
    refused(signed(d), "not started by its launcher");
    assertThat(breaks).hasSize(1);
  }

  private static ReleaseDescriptor with(
      ReleaseDescriptor d, String version, String arch, long unpacked, Instant expires) {
    return new ReleaseDescriptor(
        version, d.os(), arch, d.sha256(), d.size(), unpacked, d.counter(), expires);
  }

  @Test
  void anEarlierReleaseThanTheOneThatRunsIsRefused() throws Exception {
    Files.writeString(program.of("current"), "0.2.0\n8\n");
    var upgrade = offer("0.3.0");
    assertThat(agent("0.2.0").run(upgrade, CONTEXT).reason()).contains("older than what runs");
  }

  @Test
  void wrongBytesAreRefused() throws Exception {
    var good = archive("0.3.0");
    var upgrade = signed(descriptor("0.3.0", good));
    served = good.clone();
    served[good.length / 2] ^= 1;
    refused(upgrade, "not what the platform signed");
    served = Arrays.copyOf(good, good.length + 1);
    refused(upgrade, "more than was promised");
    served = Arrays.copyOf(good, good.length - 1);
    refused(upgrade, "less than was promised");
    served = "no archive".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    refused(signed(descriptor("0.3.0", served)), "gzip");
    served = archive("0.4.0");
    refused(signed(descriptor("0.3.0", served)), "another release");
  }

  @Test
  void oneThatDoesNotStartHereIsRefused() throws Exception {
    served = archive("0.3.0", "echo broken >&2; exit 1", ARCH);
    refused(signed(descriptor("0.3.0", served)), "exit code 1, broken");
    served = archive("0.3.0", "echo custode-agent 0.4.0", ARCH);
    refused(signed(descriptor("0.3.0", served)), "custode-agent 0.4.0");
  }

  @Test
  void whatElseRunsIsNotCutOff() throws Exception {
    othersEnd = false;
    refused(offer("0.3.0"), "Other actions ran");
    assertThat(letGo).isEqualTo(1);
  }

  @Test
  void whoHasItIsDone() throws Exception {
    var outcome = agent("0.3.0").run(offer("0.3.0"), CONTEXT);
    assertThat(outcome.end()).isEqualTo(ActionOutcome.End.SUCCEEDED);
    assertThat(restarts).isZero();
  }
}
