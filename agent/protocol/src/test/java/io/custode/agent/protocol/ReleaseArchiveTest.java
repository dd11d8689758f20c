// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReleaseArchiveTest {
  private final List<String> got = new ArrayList<>();

  private final ReleaseArchive.Sink sink =
      new ReleaseArchive.Sink() {
        @Override
        public void directory(String path) {
          got.add(path + "/");
        }

        @Override
        public void file(ReleaseArchive.Item item, InputStream content) throws IOException {
          var text = new String(content.readAllBytes(), UTF_8);
          got.add(item.path() + (item.executable() ? "* " : " ") + text.length());
          assertThat(item.modified()).isEqualTo(1_600_000_000);
        }
      };

  private ReleaseArchive.Contents read(byte[] archive) throws IOException {
    return ReleaseArchive.read(new ByteArrayInputStream(archive), sink);
  }

  private void refused(byte[] archive, String why) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(MalformedArchive.class)
        .hasMessageContaining(why);
  }

  @Test
  void givesWhatIsInItWithoutTheTopDirectory() throws IOException {
    var contents = read(Tar.good().packed(new byte[10_240]));
    assertThat(contents.release()).isEqualTo(new Release("0.3.0", "linux", "x86_64"));
    assertThat(contents.files()).isEqualTo(2);
    assertThat(contents.unpacked()).isEqualTo(10 + Tar.RELEASE.length());
    assertThat(got).containsExactly("bin/", "bin/start-agent* 10", "release.properties 35");
  }

  @Test
  void aSinkThatReadsNothingDisturbsNothing() throws IOException {
    var big = Tar.good().file("agent/big", 0644, "x".repeat(100_000)).file("agent/z", 0644, "z");
    var contents = ReleaseArchive.check(new ByteArrayInputStream(big.packed()));
    assertThat(contents.files()).isEqualTo(4);
  }

  @Test
  void nothingLeavesItsDirectory() {
    for (var name :
        List.of(
            "agent/../../etc/passwd",
            "agent/bin/..",
            "../agent",
            "/etc/passwd",
            "agent//x",
            "agent/./x",
            "agent/.hidden",
            "agent/-rf",
            "agent/a b",
            "agent/a\\b",
            "agent/a:b",
            "agent/\u00e9")) {
      refused(Tar.good().file(name, 0644, "x").packed(), "not plain");
      refused(Tar.good().directory(name).packed(), "not plain");
    }
    refused(Tar.good().file("other/x", 0644, "x").packed(), "before its directory");
    refused(Tar.good().directory("other").packed(), "more than one directory");
    refused(new Tar().file("agent", 0644, "x").packed(), "more than one directory");
    refused(Tar.good().file("agent/bin/start-agent/x", 0644, "x").packed(), "before its directory");
  }

  @Test
  void linksDevicesAndExtensionsAreRefused() {
    for (char type : "1234 67LKxgSV\0".toCharArray()) {
      refused(
          Tar.good().entry("agent/x", type, 0644, "", UnaryOperator.identity()).packed(),
          "more than files and directories");
    }
    refused(Tar.good().file("agent/x", 04755, "x").packed(), "somebody else");
  }

  @Test
  void whatIsThereTwiceIsRefused() {
    refused(Tar.good().file("agent/bin/start-agent", 0755, "x").packed(), "twice");
    refused(Tar.good().file("agent/BIN/Start-agent", 0755, "x").packed(), "twice");
    refused(Tar.good().directory("agent/BIN").packed(), "twice");
    refused(Tar.good().file("agent/Release.Properties", 0644, "x").packed(), "twice");
  }

  @Test
  void bombsAreRefused() {
    UnaryOperator<byte[]> huge =
        header -> {
          Tar.put(header, 124, "77777777777\0");
          return header;
        };
    refused(Tar.good().entry("agent/x", '0', 0644, "", huge).packed(), "more than 384 MiB");
    var many = Tar.good();
    for (int i = 0; i < 5000; i++) {
      many.file("agent/f" + i, 0644, "");
    }
    refused(many.packed(), "too many files");
    var deep = Tar.good();
    var name = new StringBuilder("agent");
    for (int i = 0; i < 16; i++) {
      deep.directory(name.append("/d").toString());
    }
    refused(deep.packed(), "too deep");
    refused(Tar.good().packed(new byte[1 << 20]), "follows its end");
  }

  @Test
  void whatIsDamagedIsRefused() {
    var good = Tar.good().packed();
    refused(Arrays.copyOf(good, good.length - 12), "gzip, or damaged");
    refused("rubbish".getBytes(UTF_8), "gzip, or damaged");
    refused(new byte[0], "gzip, or damaged");
    refused(Tar.gzip(Tar.good().plain()), "breaks off");
    refused(Tar.gzip(Arrays.copyOf(Tar.good().plain(), 1600)), "breaks off");
    refused(Tar.good().packed(new byte[512]), "breaks off");
    var followed = new byte[2048];
    followed[1500] = 1;
    refused(Tar.good().packed(followed), "follows its end");
    var spoilt = Tar.good().plain();
    spoilt[3] ^= 1;
    refused(Tar.gzip(spoilt), "damaged");
    UnaryOperator<byte[]> gnu =
        header -> {
          Tar.put(header, 257, "ustar  \0");
          return header;
        };
    refused(Tar.good().entry("agent/x", '0', 0644, "", gnu).packed(), "plain kind");
    UnaryOperator<byte[]> binary =
        header -> {
          header[124] = (byte) 0x80;
          return header;
        };
    refused(Tar.good().entry("agent/x", '0', 0644, "", binary).packed(), "damaged");
  }

  @Test
  void itHasToSayWhatItIsAndHowItStarts() {
    refused(new Tar().packed(), "no release.properties");
    refused(new Tar().directory("agent").packed(), "no release.properties");
    refused(
        new Tar().directory("agent").file("agent/release.properties", 0644, Tar.RELEASE).packed(),
        "no program bin/start-agent");
    for (var text :
        List.of(
            "",
            "version=0.3.0\nos=linux\n",
            Tar.RELEASE + "os=macos\n",
            Tar.RELEASE.replace("linux", "plan9"),
            Tar.RELEASE.replace("0.3.0", "../0.3.0"),
            Tar.RELEASE.replace("x86_64", "../x"))) {
      refused(
          new Tar().directory("agent").file("agent/release.properties", 0644, text).packed(),
          "release.properties says");
    }
    refused(
        new Tar()
            .directory("agent")
            .file("agent/release.properties", 0644, "#".repeat(5000))
            .packed(),
        "too long");
  }

  @Test
  void aReleaseKnowsItsMachines() {
    var release = new Release("0.3.0", "linux", "x86_64");
    assertThat(release.runsOn("linux", "amd64")).isTrue();
    assertThat(release.runsOn("linux", "aarch64")).isFalse();
    assertThat(release.runsOn("macos", "x86_64")).isFalse();
    assertThat(new Release("0.3.0", "macos", "any").runsOn("macos", "arm64")).isTrue();
    assertThat(Release.os("Mac OS X")).isEqualTo("macos");
    assertThat(Release.os("Windows 11")).isEqualTo("windows");
    assertThat(Release.os("SunOS")).isEmpty();
  }

  @Test
  void versionsAreInOrder() {
    var order =
        List.of("0.2.0", "0.2.10", "0.3.0-beta", "0.3.0-rc.1", "0.3.0", "0.10.0", "1.0.0-SNAPSHOT");
    var versions = order.stream().map(v -> RuntimeVersion.parse(v).orElseThrow()).toList();
    assertThat(versions).isSorted();
    for (int i = 0; i < order.size(); i++) {
      assertThat(versions.get(i)).hasToString(order.get(i));
      for (int j = 0; j < order.size(); j++) {
        assertThat(versions.get(i).laterThan(order.get(j))).isEqualTo(i > j);
      }
    }
    assertThat(versions.get(0).laterThan("0")).isTrue();
    for (var none :
        List.of("", "1", "1.2", "1.2.3.4", "1.2.3-", "1.2.3-a/b", "a.b.c", "1.2.1234567")) {
      assertThat(RuntimeVersion.parse(none)).isEmpty();
    }
  }
}
