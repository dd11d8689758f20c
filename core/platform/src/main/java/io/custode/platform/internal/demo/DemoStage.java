// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.Agreements;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.asset.NewAsset;
import io.custode.api.contact.Contacts;
import io.custode.api.contact.NewContact;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a customer of the script by the same services as everybody. */
@Component(service = DemoStage.class)
public final class DemoStage {
  private final Sites sites;
  private final Contacts contacts;
  private final Assets assets;
  private final Agreements agreements;
  private final Alerts alerts;

  @Activate
  public DemoStage(
      @Reference Sites sites,
      @Reference Contacts contacts,
      @Reference Assets assets,
      @Reference Agreements agreements,
      @Reference Alerts alerts) {
    this.sites = sites;
    this.contacts = contacts;
    this.assets = assets;
    this.agreements = agreements;
    this.alerts = alerts;
  }

  NewTenant tenant(DemoScript.Customer customer) {
    return new NewTenant(customer.name());
  }

  /** All that the customer has, in its bound tenant. */
  void play(DemoScript.Customer customer) {
    var begin = LocalDate.now(ZoneOffset.UTC).minusMonths(5).withDayOfMonth(1);
    agreements.create(
        new NewAgreement(
            customer.agreement(), AgreementKind.MANAGED, begin, begin.plusYears(1), null));
    var machines = new HashMap<String, AssetId>();
    for (var place : customer.places()) {
      var site = sites.create(new NewSite(place.name())).id();
      place.people().forEach(somebody -> contact(somebody, customer.domain(), site));
      place.machines().forEach(machine -> machines.put(machine.name(), asset(machine, site)));
    }
    customer.troubles().forEach(trouble -> alert(trouble, machines));
  }

  private void contact(DemoScript.Somebody who, String domain, SiteId site) {
    var mail = who.name().toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + domain;
    contacts.create(new NewContact(who.name(), mail, who.phone(), site));
  }

  private AssetId asset(DemoScript.Machine machine, SiteId site) {
    var serial = "DEMO-" + machine.name().toUpperCase(Locale.ROOT);
    var made = assets.register(new NewAsset(machine.name(), machine.kind(), site, serial));
    if (machine.state() != AssetState.ACTIVE) {
      assets.change(made.id(), new AssetChange(null, null, machine.state(), site, made.revision()));
    }
    return made.id();
  }

  private void alert(DemoScript.Trouble trouble, Map<String, AssetId> machines) {
    var raised =
        alerts.raise(
            new NewAlert(
                "core.demo",
                trouble.key(),
                trouble.severity(),
                trouble.title(),
                trouble.detail(),
                machines.get(trouble.machine()),
                null));
    switch (trouble.outcome()) {
      case TAKEN -> alerts.acknowledge(raised.id(), null);
      case OVER -> alerts.resolve(raised.id(), null);
      case OPEN -> {}
    }
  }
}
