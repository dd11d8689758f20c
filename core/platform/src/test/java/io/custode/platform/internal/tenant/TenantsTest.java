// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.id.Uuid7;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.SiteRemoved;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantsTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoDoesNotSeeATenantDoesNotLearnOfIt(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> platform.tenants.get(acme))).isEmpty();
    assertThat(platform.as(stranger, () -> platform.tenants.find("", PageRequest.first())).items())
        .isEmpty();
    assertThatThrownBy(() -> platform.as(stranger, () -> platform.binder.in(acme, () -> 1)))
        .isInstanceOf(NotFound.class);
    var contact = Platform.contact("carla", acme);
    assertThat(platform.as(contact, () -> platform.binder.current())).contains(acme);
    var other = platform.tenant("Other");
    assertThatThrownBy(() -> platform.as(contact, () -> platform.binder.in(other, () -> 1)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> platform.binder.in(acme, () -> 1)).isInstanceOf(SignedOut.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoChoseNoTenantIsToldTo(TestDatabases kind) {
    var platform = new Platform(kind);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () -> platform.store.read(em -> em.find(SiteEntity.class, Uuid7.next()))))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.name()).isEqualTo("tenant-needed"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void pagesHoldEachTenantOnceInOrder(TestDatabases kind) {
    var platform = new Platform(kind);
    for (var name : List.of("delta", "Alpha", "charlie", "Bravo", "echo")) {
      platform.tenant(name);
    }
    var names = new ArrayList<String>();
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(2, cursor);
      var page = platform.as(platform.boss, () -> platform.tenants.find("", request));
      page.items().stream().map(Tenant::name).map(platform::plain).forEach(names::add);
      cursor = page.next();
    } while (cursor != null);
    assertThat(names).containsExactly("Alpha", "Bravo", "charlie", "delta", "echo");
    assertThat(
            platform
                .as(platform.boss, () -> platform.tenants.find("LTA", PageRequest.first()))
                .items())
        .hasSize(1);
    assertThat(
            platform
                .as(platform.boss, () -> platform.tenants.find("%", PageRequest.first()))
                .items())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void badAndUsedNamesAreRefused(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var upper =
        platform
            .as(platform.boss, () -> platform.tenants.get(acme))
            .orElseThrow()
            .name()
            .toUpperCase(Locale.ROOT);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss, () -> platform.tenants.create(new NewTenant(" " + upper + " "))))
        .isInstanceOf(Conflict.class);
    for (var bad : List.of("a\u0000b", "a\nb", "x".repeat(201), "a\u202Eb")) {
      assertThatThrownBy(() -> platform.tenant(bad)).isInstanceOf(Invalid.class);
    }
    var script = "<script>alert(1)</script>'; drop table tenant; --";
    platform.tenant(script);
    assertThat(
            platform
                .as(platform.boss, () -> platform.tenants.find("drop table", PageRequest.first()))
                .items())
        .extracting(tenant -> platform.plain(tenant.name()))
        .containsExactly(script);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aSiteIsRemovedOnceNothingIsThere(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    var milan = platform.in(acme, () -> platform.sites.create(new NewSite("Milan")).id());
    var rome = platform.in(acme, () -> platform.sites.create(new NewSite("Rome")).id());
    var asset =
        platform.in(
            acme, () -> platform.assets.register(new NewAsset("pc", AssetKind.OTHER, milan, null)));
    var anna =
        platform.in(
            acme, () -> platform.contacts.create(new NewContact("Anna", null, null, milan)));
    assertThatThrownBy(() -> remove(platform, acme, milan))
        .isInstanceOfSatisfying(Conflict.class, e -> assertThat(e.name()).isEqualTo("site-in-use"))
        .hasMessageContaining("Assets at the site: 1, contacts: 1");
    platform.in(
        acme,
        () ->
            platform.assets.change(
                asset.id(), new AssetChange(null, null, null, rome, asset.revision())));
    platform.in(
        acme,
        () ->
            platform.contacts.change(
                anna.id(), new ContactChange("Anna", null, null, null, anna.revision())));
    assertThatThrownBy(() -> remove(platform, other, milan)).isInstanceOf(NotFound.class);
    platform.deliverEverything();
    remove(platform, acme, milan);
    assertThat(platform.in(acme, () -> platform.sites.find(PageRequest.first())).items())
        .extracting(Site::id)
        .containsExactly(rome);
    assertThat(platform.database.outbox().due(50))
        .extracting(Outbox.Entry::type)
        .contains(SiteRemoved.class.getName());
    assertThatThrownBy(() -> remove(platform, acme, milan)).isInstanceOf(NotFound.class);
    // the name is free again
    platform.in(acme, () -> platform.sites.create(new NewSite("milan")));
  }

  private static boolean remove(Platform platform, TenantId tenant, SiteId site) {
    return platform.in(
        tenant,
        () -> {
          platform.sites.remove(site);
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void sitesStayInTheirTenant(TestDatabases kind) {
    var platform = new Platform(kind);
    var acme = platform.tenant("Acme");
    var other = platform.tenant("Other");
    var site = platform.in(acme, () -> platform.sites.create(new NewSite("Milano")));
    assertThat(platform.in(acme, () -> platform.sites.get(site.id()))).contains(site);
    assertThat(platform.in(other, () -> platform.sites.get(site.id()))).isEmpty();
    assertThat(platform.in(other, () -> platform.sites.find(PageRequest.first())).items())
        .isEmpty();
    assertThat(platform.as(platform.boss, () -> platform.sites.find(PageRequest.first())).items())
        .extracting(Site::id)
        .containsExactly(site.id());
    assertThat(
            platform.as(Platform.technician("stranger", "*"), () -> platform.sites.get(site.id())))
        .isEmpty();
    assertThatThrownBy(
            () -> platform.as(platform.boss, () -> platform.sites.create(new NewSite("Roma"))))
        .isInstanceOf(Invalid.class);
  }
}
