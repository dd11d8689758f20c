// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.audit.AuditQuery;
import io.custode.api.branding.Branding;
import io.custode.api.branding.BrandingChange;
import io.custode.api.branding.BrandingChanged;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrandingTest {
  private Platform p;
  private JpaBrandings brandings;

  private void on(TestDatabases kind) {
    p = new Platform(kind);
    brandings = new JpaBrandings(p.store, p.binder, p.tenants, p.events, p.audit);
  }

  private Branding set(
      TenantId of, @Nullable String name, @Nullable String accent, @Nullable String logo) {
    return p.in(
        of,
        () -> {
          var revision = brandings.get().revision();
          return brandings.set(new BrandingChange(name, accent, logo, revision));
        });
  }

  private static String png(int width, int height, boolean noisy) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(7);
    for (int x = 0; noisy && x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachTenantHasItsOwnAndItsContactsSeeIt(TestDatabases kind) throws IOException {
    on(kind);
    var acme = p.tenant("Acme");
    var other = p.tenant("Other");
    var logo = png(200, 60, true);
    assertThat(p.plain(p.in(acme, brandings::get).name())).isEqualTo("Acme");

    set(acme, " Acme Group ", "#FF8800", logo);

    var seen = p.as(Platform.contact("carla", acme), brandings::get);
    assertThat(seen.name()).isEqualTo("Acme Group");
    assertThat(seen.accent()).isEqualTo("#ff8800");
    assertThat(seen.logo()).isEqualTo(logo);
    var others = p.as(Platform.contact("otto", other), brandings::get);
    assertThat(p.plain(others.name())).isEqualTo("Other");
    assertThat(others.accent()).isNull();
    assertThat(others.logo()).isNull();

    set(acme, null, null, null);
    var taken = p.in(acme, brandings::get);
    assertThat(p.plain(taken.name())).isEqualTo("Acme");
    assertThat(taken.logo()).isNull();
    assertThatThrownBy(() -> p.as(p.boss, brandings::get)).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoReadBeforeAnotherChangedItIsTold(TestDatabases kind) {
    on(kind);
    var acme = p.tenant("Acme");
    var first = set(acme, null, "#112233", null);
    set(acme, null, "#445566", null);
    for (long revision : List.of(0L, first.revision())) {
      assertThatThrownBy(
              () ->
                  p.in(acme, () -> brandings.set(new BrandingChange("Late", null, null, revision))))
          .isInstanceOf(Conflict.class);
    }
    assertThat(p.in(acme, brandings::get).accent()).isEqualTo("#445566");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyAColourAndASmallPictureAreTaken(TestDatabases kind) throws IOException {
    on(kind);
    var acme = p.tenant("Acme");
    for (var colour : List.of("red", "#12345", "#1234567", "#12345g", "#fff;}*{")) {
      assertThatThrownBy(() -> set(acme, null, colour, null))
          .as(colour)
          .isInstanceOf(Invalid.class);
    }
    var svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    var cut = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    var pictures =
        List.of(
            Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)),
            cut,
            "no Base64 \u00e8",
            png(1025, 1, false),
            png(400, 400, true),
            "A".repeat(1_000_000));
    for (var picture : pictures) {
      assertThatThrownBy(() -> set(acme, null, null, picture)).isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> set(acme, "a\u202eb", null, null)).isInstanceOf(Invalid.class);
    assertThat(p.in(acme, brandings::get).revision()).isZero();
    // as `base64 logo.png` writes it
    var wrapped = png(40, 40, true).replaceAll("(.{76})", "$1\n");
    assertThat(set(acme, null, null, wrapped).logo()).doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChangeIsToldAndWrittenDownWithoutThePicture(TestDatabases kind) throws IOException {
    on(kind);
    var acme = p.tenant("Acme");
    p.deliverAudit();
    var logo = png(20, 20, true);
    set(acme, "Acme Group", null, logo);
    set(acme, "Acme Group", null, logo);
    var due = p.database.outbox().due(200);
    assertThat(due)
        .filteredOn(entry -> entry.type().equals(BrandingChanged.class.getName()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.tenant()).isEqualTo(acme.value()));
    assertThat(due).noneMatch(entry -> entry.payload().contains(logo));
    p.deliverAudit();
    var query = new AuditQuery(null, null, "tenant/" + acme);
    assertThat(p.as(p.boss, () -> p.audit.find(query, PageRequest.first())).items())
        .filteredOn(entry -> entry.verb().equals("core.tenant.brand"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.detail().text()).contains("Acme Group", "PNG "));
  }
}
