// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.platform.internal.gate.NoPlugins;
import io.custode.spi.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every secret that a home may hold is put where it may stand, and is in no file afterwards. */
class DiagnosticsTest {
  private static final List<String> SECRETS =
      List.of(
          "store-pass-1",
          "first-pass-2",
          "db+pass/3",
          "url-pass-4",
          "cst1.cmFuZG9t5.0123",
          "Bearer-token-6",
          "YWRtaW46cGFzczc3Nw==",
          "smtp pass 8",
          "json-pass-9",
          "proxy-pass-10",
          "query-token-11",
          "quoted\"pass-12",
          "quoted\\\"pass-12");

  @TempDir Path home;
  private final List<String> audited = new ArrayList<>();

  private void file(String name, String... lines) throws IOException {
    var file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  private Map<String, String> written() throws IOException {
    var entries = new HashMap<String, String>();
    var health = new HealthCheck[] {new Part("database", "up to db+pass/3")};
    var file =
        new Diagnostics(new Allowing(), new Told(), new NoPlugins(), home, List.of(health)).write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : java.util.Collections.list(zip.entries())) {
        entries.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes()));
      }
    }
    return entries;
  }

  @Test
  void noSecretIsInIt() throws Exception {
    file("keys/ca.pass", "store-pass-1");
    file("keys/ca.p12", "never read");
    file("first-password", "first-pass-2");
    file("settings", "port=8443", "database=jdbc:postgresql://h/d?user=u&password=url-pass-4");
    file("etc/io.custode.persistence.cfg", "password = db+pass/3", "pool = 5");
    file("etc/io.custode.mail.cfg", "  smtpPassword: smtp pass 8", "host = mail.example");
    file("etc/io.custode.other.cfg", "token = quoted\"pass-12");
    var lines =
        List.of(
            "INFO opened with store-pass-1 and db+pass/3, once smtp pass 8",
            "INFO sign-in of admin with first-pass-2",
            "WARN enrolled by cst1.cmFuZG9t5.0123",
            "DEBUG Authorization: Bearer Bearer-token-6",
            "DEBUG Authorization: Basic YWRtaW46cGFzczc3Nw==",
            "DEBUG {\"password\":\"json-pass-9\",\"user\":\"anna\"}",
            "DEBUG proxy http://site:proxy-pass-10@proxy.example:3128",
            "DEBUG GET /x?token=query-token-11&page=2",
            "INFO other opened with quoted\"pass-12");
    file("log/custode.log", lines.toArray(String[]::new));
    var mapper = new ObjectMapper();
    var documents = new ArrayList<String>();
    for (var line : lines) {
      documents.add(mapper.writeValueAsString(Map.of("message", line)));
    }
    file("log/custode.json", documents.toArray(String[]::new));
    var entries = written();
    assertThat(audited).containsExactly("core.diagnostics.create");
    for (var entry : entries.entrySet()) {
      for (var secret : SECRETS) {
        assertThat(entry.getValue()).as(entry.getKey()).doesNotContain(secret);
      }
    }
    assertThat(entries.get("health.txt")).startsWith("database up: up to ***");
    assertThat(entries.get("config/etc/io.custode.persistence.cfg"))
        .isEqualTo("password = ***\npool = 5\n");
    assertThat(entries.get("config/settings")).contains("port=8443", "user=u");
    assertThat(entries.get("log/custode.log")).contains("sign-in of admin", "page=2", "anna");
    assertThat(entries.get("log/custode.json")).contains("sign-in of admin", "page=2", "anna");
    assertThat(entries.get("threads.txt")).contains("DiagnosticsTest");
    assertThat(entries.get("versions.txt")).contains("java.version = ");
    assertThat(entries.keySet()).noneMatch(name -> name.contains("keys"));
  }

  private static final class Allowing implements Access {
    @Override
    public Principal current() {
      throw new AssertionError("nobody is asked for");
    }

    @Override
    public boolean may(String permission) {
      return permission.equals("core.diagnostics.create");
    }

    @Override
    public void require(String permission) {
      assertThat(may(permission)).isTrue();
    }
  }

  private final class Told implements Audit {
    @Override
    public void record(String verb, String target, Json detail) {
      audited.add(verb);
    }

    @Override
    public void record(String verb, String target, Json detail, PersonalDetail personal) {
      throw new AssertionError("nothing personal");
    }

    @Override
    public void refused(String verb, String target, String why) {
      throw new AssertionError(why);
    }

    @Override
    public void refused(String verb, String target, String why, PersonalDetail personal) {
      throw new AssertionError(why);
    }

    @Override
    public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
      throw new AssertionError("nobody reads");
    }
  }

  private record Part(String part, String detail) implements HealthCheck {
    @Override
    public Health check() {
      return new Health(true, detail);
    }
  }
}
