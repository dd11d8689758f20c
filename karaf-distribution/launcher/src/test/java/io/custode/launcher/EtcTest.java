// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcTest {
  @TempDir Path dir;

  @Test
  void ownLinesReplaceThoseOfTheSameName() {
    assertThat(
            Etc.merge(
                List.of("# ours", "port = 1", "names = a, \\", "  b", "home=x"),
                List.of("# mine", "names: c", "extra=1")))
        .containsExactly("# ours", "port = 1", "home=x", "# mine", "names: c", "extra=1");
  }

  @Test
  void upgradeBringsNewDefaultsAndKeepsOverrides() throws IOException {
    Path shipped = Files.createDirectory(dir.resolve("shipped"));
    Path own = Files.createDirectory(dir.resolve("own"));
    Path target = dir.resolve("target");
    Files.writeString(shipped.resolve("io.custode.x.cfg"), "a=1\nb=1\n");
    Files.writeString(shipped.resolve("config.properties"), "framework=ours\n");
    Files.writeString(own.resolve("io.custode.x.cfg"), "b=2\n");
    Files.writeString(own.resolve("config.properties"), "framework=mine\n");
    new Etc(target).derive(shipped, own, "");
    Files.writeString(target.resolve("stale.cfg"), "old=1\n");
    Files.writeString(shipped.resolve("io.custode.x.cfg"), "a=7\nb=1\nc=1\n");
    new Etc(target).derive(shipped, own, "");
    assertThat(Files.readAllLines(target.resolve("io.custode.x.cfg")))
        .containsExactly("a=7", "c=1", "b=2");
    assertThat(target.resolve("config.properties")).hasContent("framework=ours");
    assertThat(target.resolve("stale.cfg")).doesNotExist();
  }

  @Test
  void passwordGoesIntoAFileOfTheOwnerOnly() throws IOException {
    Path shipped = Files.createDirectory(dir.resolve("shipped"));
    Files.writeString(shipped.resolve("p.cfg"), "password = ${custode.database.password}\n");
    new Etc(dir.resolve("target")).derive(shipped, dir.resolve("none"), "a\\b${c}");
    Path file = dir.resolve("target/p.cfg");
    assertThat(file).hasContent("password = a\\\\b$\\{c}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
