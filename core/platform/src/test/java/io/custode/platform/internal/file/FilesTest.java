// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.event.EventId;
import io.custode.api.file.FileId;
import io.custode.api.file.Files;
import io.custode.api.file.NewFile;
import io.custode.api.file.StoredFile;
import io.custode.api.page.PageRequest;
import io.custode.api.person.PersonErased;
import io.custode.api.person.PersonId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of tenants: what is kept, who reads it, what is refused. */
class FilesTest {
  private static final String ABOUT = "asset/0190a0a0-0000-7000-8000-000000000001";

  private Platform platform;
  private JpaFiles files;
  private TenantId acme;
  private TenantId beta;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    files =
        new JpaFiles(
            platform.store,
            platform.binder,
            platform.callers,
            platform.events,
            platform.audit,
            platform.json);
    acme = platform.tenant("Acme");
    beta = platform.tenant("Beta");
  }

  private StoredFile store(TenantId tenant, String name, byte[] content) {
    return platform.in(
        tenant,
        () ->
            files.store(
                new NewFile(name, ABOUT, "core.asset.read"), new ByteArrayInputStream(content)));
  }

  private static byte[] some(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(TenantId tenant, FileId id) {
    return platform.in(
        tenant,
        () -> {
          try (var in = files.open(id)) {
            return in.readAllBytes();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsStoredIsReadAgainWhateverItsLength(TestDatabases kind) {
    on(kind);
    for (int length :
        List.of(1, Pieces.LENGTH - 1, Pieces.LENGTH, Pieces.LENGTH + 1, 5 * Pieces.LENGTH)) {
      var content = some(length);
      var stored = store(acme, "f" + length + ".bin", content);
      assertThat(stored.size()).isEqualTo(length);
      assertThat(stored.sha256()).hasSize(64);
      assertThat(read(acme, stored.id())).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void filesOfAThingAreListedByNameInPages(TestDatabases kind) {
    on(kind);
    for (var name : List.of("b.txt", "A.txt", "c.txt")) {
      store(acme, name, some(3));
    }
    store(beta, "other.txt", some(3));
    var names = new ArrayList<String>();
    var page = platform.in(acme, () -> files.about(ABOUT, PageRequest.first(2)));
    page.items().forEach(file -> names.add(file.name()));
    var next = page.next();
    platform
        .in(acme, () -> files.about(ABOUT, new PageRequest(2, next)))
        .items()
        .forEach(file -> names.add(file.name()));
    assertThat(names).containsExactly("A.txt", "b.txt", "c.txt");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nobodyReadsWhatHeMayNotOrWhatIsOfAnother(TestDatabases kind) {
    on(kind);
    var stored = store(acme, "secret.txt", "secret".getBytes(StandardCharsets.UTF_8));
    assertThat(platform.in(beta, () -> files.get(stored.id()))).isEmpty();
    assertThatThrownBy(() -> read(beta, stored.id())).isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                platform.in(
                    beta,
                    () -> {
                      files.remove(stored.id());
                      return true;
                    }))
        .isInstanceOf(NotFound.class);
    var other =
        new Principal(
            Principal.Kind.CONTACT, UserId.next(), "contact", acme, Set.of("core.site.read"));
    platform.as(
        other,
        () -> {
          assertThat(files.get(stored.id())).isEmpty();
          assertThat(files.about(ABOUT, PageRequest.first()).items()).isEmpty();
          assertThatThrownBy(() -> files.open(stored.id())).isInstanceOf(NotFound.class);
          assertThatThrownBy(() -> files.remove(stored.id())).isInstanceOf(NotFound.class);
          return true;
        });
    assertThat(read(acme, stored.id())).hasSize(6);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsRemovedIsGoneWithItsPieces(TestDatabases kind) {
    on(kind);
    var stored = store(acme, "gone.bin", some(2 * Pieces.LENGTH));
    platform.in(
        acme,
        () -> {
          files.remove(stored.id());
          return true;
        });
    assertThat(platform.in(acme, () -> files.get(stored.id()))).isEmpty();
    long left =
        platform.in(
            acme,
            () ->
                platform.store.read(
                    em ->
                        em.createQuery(
                                "select count(p) from FilePieceEntity p where p.file = :file",
                                Long.class)
                            .setParameter("file", stored.id().value())
                            .getSingleResult()));
    assertThat(left).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBreaksARuleIsRefusedAndNothingIsLeft(TestDatabases kind) {
    on(kind);
    for (var name :
        List.of("", "../x", "a/b", "a\\b", ".hidden", "x".repeat(201), "a\u0000b", "a\nb")) {
      assertThatThrownBy(() -> store(acme, name, some(1))).isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> store(acme, "empty", new byte[0])).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> store(acme, "large", new byte[(int) Files.LARGEST + 1]))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("25 MiB");
    for (var about : List.of("asset", "asset/", "/x", "asset/a b", "Asset/1", "x".repeat(200))) {
      assertThatThrownBy(
              () ->
                  platform.in(
                      acme,
                      () ->
                          files.store(
                              new NewFile("a", about, "core.asset.read"),
                              new ByteArrayInputStream(some(1)))))
          .isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(
            () ->
                platform.in(
                    acme,
                    () ->
                        files.store(
                            new NewFile("a", ABOUT, "*"), new ByteArrayInputStream(some(1)))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () ->
                        files.store(
                            new NewFile("a", ABOUT, "core.asset.read"),
                            new ByteArrayInputStream(some(1)))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("tenant");
    assertThat(platform.in(acme, () -> files.about(ABOUT, PageRequest.first())).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aContentThatBreaksOffLeavesNothing(TestDatabases kind) {
    on(kind);
    var broken =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            if (left-- <= 0) {
              throw new IOException("the connection is gone");
            }
            return 7;
          }
        };
    assertThatThrownBy(
            () ->
                platform.in(
                    acme, () -> files.store(new NewFile("a", ABOUT, "core.asset.read"), broken)))
        .isInstanceOf(Unavailable.class);
    assertThat(platform.in(acme, () -> files.about(ABOUT, PageRequest.first())).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBelongedToAnErasedPersonIsGone(TestDatabases kind) {
    on(kind);
    var person = PersonId.next();
    var kept = store(acme, "kept.txt", some(3));
    for (var tenant : List.of(acme, beta)) {
      platform.in(
          tenant,
          () ->
              files.store(
                  new NewFile("photo.jpg", "contact/" + person, "core.contact.read"),
                  new ByteArrayInputStream(some(9))));
    }
    platform.as(
        platform.doors.system("events"),
        () -> {
          new ErasedFiles(files, platform.tenants, platform.binder)
              .on(new PersonErased(EventId.next(), person, Instant.now()));
          return true;
        });
    for (var tenant : List.of(acme, beta)) {
      assertThat(
              platform
                  .in(tenant, () -> files.about("contact/" + person, PageRequest.first()))
                  .items())
          .isEmpty();
    }
    assertThat(read(acme, kept.id())).hasSize(3);
  }
}
