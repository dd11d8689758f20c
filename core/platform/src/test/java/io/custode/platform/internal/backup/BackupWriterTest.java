// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup is whole and private, or not there. */
class BackupWriterTest {
  @TempDir Path directory;

  private Platform platform;
  private Path home;

  private BackupWriter on(TestDatabases kind) throws IOException {
    platform = new Platform(kind);
    return writer(platform.database.copy());
  }

  private BackupWriter writer(DatabaseCopy copy) throws IOException {
    home = directory.resolve("home");
    Files.createDirectories(home.resolve("keys/publishers"));
    Files.createDirectories(home.resolve("log"));
    Files.writeString(home.resolve("keys/ca.p12"), "a key");
    Files.writeString(home.resolve("keys/publishers/acme.pem"), "a certificate");
    Files.writeString(home.resolve("log/custode.log"), "not of interest");
    return new BackupWriter(
        copy,
        platform.store,
        platform.visibility,
        platform.events,
        platform.callers,
        platform.audit,
        home,
        "9.8.7");
  }

  private BackupWriter.Written write(BackupWriter writer, String file) {
    return platform.as(platform.boss, () -> writer.write(file));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itHoldsRowsAndKeysAndIsTheOwnersOnly(TestDatabases kind) throws IOException {
    var writer = on(kind);
    platform.tenant("Acme");
    var file = directory.resolve("out.zip");
    var written = write(writer, file.toString());
    assertThat(written.rows()).isPositive();
    assertThat(written.bytes()).isEqualTo(Files.size(file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(e -> e.getName()).toList())
          .startsWith("custode-backup", "rows/core.rows")
          .contains("counts", "home/keys/ca.p12", "home/keys/publishers/acme.pem")
          .doesNotContain("home/log/custode.log")
          .endsWith("manifest");
      var manifest = text(zip, "manifest");
      assertThat(manifest.lines().count()).isEqualTo(zip.size() - 1L);
      assertThat(text(zip, "custode-backup")).contains("format=1", "version=9.8.7");
      assertThat(text(zip, "counts")).contains("core.tenant ");
    }
    assertNothingElse(file);
    assertThatThrownBy(() -> write(writer, file.toString()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is there already");
  }

  private static String text(ZipFile zip, String entry) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private void assertNothingElse(Path file) throws IOException {
    try (var left = Files.list(directory)) {
      assertThat(left.filter(p -> !p.equals(home) && !p.equals(file))).isEmpty();
    }
    try (var left = Files.list(home.resolve("data"))) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatCannotBeWrittenLeavesNothing(TestDatabases kind) throws IOException {
    on(kind);
    var full =
        writer(
            new DatabaseCopy() {
              @Override
              public String database() {
                return "Full";
              }

              @Override
              public void write(Path scratch, Target target) throws IOException {
                try (var out = target.schema("core")) {
                  out.write(new byte[1000]);
                  throw new IOException("No space left on device");
                }
              }
            });
    var file = directory.resolve("out.zip");
    assertThatThrownBy(() -> write(full, file.toString()))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.name()).isEqualTo("backup-failed");
              assertThat(e)
                  .hasMessageContaining("No space left")
                  .hasMessageContaining("nothing is left");
            });
    assertThat(file).doesNotExist();
    assertNothingElse(file);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyWhoMayAndOnlyANewFile(TestDatabases kind) throws IOException {
    var writer = on(kind);
    var curious = Platform.technician("curious", "core.audit.read");
    var file = directory.resolve("out.zip").toString();
    assertThatThrownBy(() -> platform.as(curious, () -> writer.write(file)))
        .isInstanceOf(Forbidden.class);
    for (var bad :
        List.of(
            "out.zip",
            "/" + "x".repeat(600),
            directory.resolve("none/out.zip").toString(),
            home.resolve("keys/out.zip").toString(),
            directory.resolve("home/log/../keys/out.zip").toString(),
            "/",
            directory + "/a\0b")) {
      assertThatThrownBy(() -> write(writer, bad)).as(bad).isInstanceOf(Invalid.class);
    }
    assertThat(directory.resolve("out.zip")).doesNotExist();
  }
}
