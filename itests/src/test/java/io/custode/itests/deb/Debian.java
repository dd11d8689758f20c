// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.testing.Part;
import io.custode.testing.ShellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A small Debian that has just been bootstrapped, booted: systemd is its first process, with
 * processes, network and control groups of its own. It is a layer in memory over what mmdebstrap
 * made, so what is installed here is gone when it is closed.
 */
final class Debian implements AutoCloseable {
  /** Of the release and from the mirrors that this machine's apt knows. */
  private static final String BOOTSTRAP =
      """
      apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
        'Created-By: Packages' 'Origin: Debian' >"$1.list"
      test -s "$1.list" || { echo "apt knows no Debian yet: apt-get update" >&2; exit 1; }
      rm -rf "$1.part"
      mmdebstrap --variant=apt --include=systemd-sysv --skip=cleanup/apt/lists \
        --dpkgopt=force-unsafe-io "$(awk 'NR == 1 { print $3 }' "$1.list")" "$1.part" - <"$1.list"
      mv "$1.part" "$1"
      """;

  private static final String GROUPS = "custode-debian";

  /** Makes room and a group of its own, which the one that boots cannot leave. */
  private static final String PLACE =
      """
      mount -t tmpfs -o size=2g tmpfs "$1"
      mkdir "$1/groups" "$1/changes" "$1/work" "$1/root"
      mount -t cgroup2 cgroup2 "$1/groups"
      mkdir -p "$1/groups/GROUPS"
      echo $$ >"$1/groups/GROUPS/cgroup.procs"
      exec unshare -npuC --fork --kill-child sh -ec "$2" sh "$1" "$3" "$4"
      """
          .replace("GROUPS", GROUPS);

  /** What the kernel's own settings and devices are is not for it to change. */
  private static final String BOOT =
      """
      r=$1/root
      mount -t overlay -o "lowerdir=$2,upperdir=$1/changes,workdir=$1/work" overlay "$r"
      mount -t proc proc "$r/proc"
      mount -o bind,ro /proc/sys "$r/proc/sys"
      mount -t sysfs -o ro sysfs "$r/sys"
      mount -t cgroup2 cgroup2 "$r/sys/fs/cgroup"
      mount -t tmpfs tmpfs "$r/run"
      mount -t tmpfs -o mode=755 tmpfs "$r/dev"
      for device in null zero full random urandom tty; do cp -a "/dev/$device" "$r/dev/"; done
      mkdir "$r/run/lock" "$r/dev/pts" "$r/dev/shm"
      mount -t devpts -o newinstance,ptmxmode=0666 devpts "$r/dev/pts"
      ln -s pts/ptmx "$r/dev/ptmx"
      mount -t tmpfs tmpfs "$r/dev/shm"
      mount -o bind,ro "$3" "$r/mnt"
      ip link set lo up
      exec chroot "$r" env -i container=custode PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        /lib/systemd/systemd --unit=basic.target
      """;

  private final Process first;
  private final Path place;

  private Debian(Process first, Path place) {
    this.first = first;
    this.place = place;
  }

  /** Boots one in which this project is at /mnt. */
  static Debian start() throws IOException {
    Part.ROOT.require();
    Part.MMDEBSTRAP.require();
    var log = Path.of("target/debian.log").toAbsolutePath();
    var base = Path.of("target/debian").toAbsolutePath();
    if (!Files.exists(base)) {
      var made = run(List.of("sh", "-ec", BOOTSTRAP, "sh", base.toString()));
      Files.writeString(log, made.out() + made.err());
      made.ok();
    }
    var place = Files.createTempDirectory("custode-debian");
    var project = Path.of("..").toRealPath().toString();
    var words = new ArrayList<>(List.of("unshare", "-m", "--propagation", "private"));
    words.addAll(List.of("sh", "-ec", PLACE, "sh", place.toString(), BOOT, base.toString()));
    words.add(project);
    var first =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    first.getOutputStream().close();
    var debian = new Debian(first, place);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !first.isAlive()
                    || first.children().findAny().isPresent()
                        && debian.run("systemctl is-system-running").out().startsWith("running"));
    assertThat(first.isAlive()).as(Files.readString(log)).isTrue();
    return debian;
  }

  /** Runs it there; what is asked is a line of sh. */
  ShellResult run(String line) {
    return inside("-n", line);
  }

  private ShellResult inside(String network, String line) {
    var systemd = Long.toString(first.children().findFirst().orElseThrow().pid());
    var command = new ArrayList<>(List.of("nsenter", "-t", systemd, "-m", "-p", "-u", "-C"));
    command.add(network);
    command.addAll(List.of("chroot", place.resolve("root").toString(), "sh", "-c", line));
    return run(command);
  }

  private static ShellResult run(List<String> command) {
    try {
      var errors = Files.createTempFile("custode", "err");
      var builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.environment().remove("JAVA_HOME");
      var process = builder.start();
      process.getOutputStream().close();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      var result = new ShellResult(exit, out, Files.readString(errors));
      Files.delete(errors);
      return result;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * @return what it said, without the last line's end
   */
  String ok(String line) {
    return run(line).ok().out().strip();
  }

  /** As apt does it, which may fetch what is missing by this machine's network. */
  void apt(String words) {
    // nothing else in there sees that network
    inside("-m", "apt-get -y -qq --no-install-recommends " + words).ok();
  }

  /** One of its files, for this machine. */
  Path file(String path) {
    var systemd = first.children().findFirst().orElseThrow();
    return Path.of("/proc/" + systemd.pid() + "/root" + path);
  }

  @Override
  public void close() {
    var all = first.descendants().toList();
    first.destroyForcibly().onExit().join();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    var groups =
        "mount -t cgroup2 cgroup2 \"$1\" && find \"$1/" + GROUPS + "\" -depth -type d -delete";
    run(List.of("unshare", "-m", "sh", "-ec", groups, "sh", place.toString()));
    place.toFile().delete();
  }
}
