// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Loan;
import io.custode.api.asset.Loans;
import io.custode.api.asset.NewLoan;
import io.custode.api.audit.Audit;
import io.custode.api.contact.Contacts;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Changes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Loans in the core schema. The audit names who has an asset by his id. */
@Component
public final class JpaLoans implements Loans {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Contacts contacts;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaLoans(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Contacts contacts,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.contacts = contacts;
    this.events = events;
    this.audit = audit;
  }

  private String rows() {
    return tenants.current().isPresent() ? "LoanEntity" : "LoanFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: assets are lent in a tenant"));
  }

  @Override
  public Optional<Loan> get(AssetId asset) {
    return store.read(
        em ->
            em.createQuery("select l from " + rows() + " l where l.asset = :asset", LoanRow.class)
                .setParameter("asset", asset.value())
                .getResultStream()
                .findFirst()
                .map(LoanRow::toLoan));
  }

  @Override
  public Page<Loan> find(@Nullable LocalDate dueBy, PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    List<Loan> found =
        store.read(
            em ->
                em.createQuery(
                        "select l from "
                            + rows()
                            + " l where l.until <= :due and l.until >= :until"
                            + " and (l.until > :until or l.asset > :asset)"
                            + " order by l.until, l.asset",
                        LoanRow.class)
                    .setParameter("due", dueBy == null ? LoanRow.OPEN : dueBy.toString())
                    .setParameter("until", after.get(0))
                    .setParameter("asset", after.get(1))
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(LoanRow::toLoan)
                    .toList());
    return Page.cut(
        found,
        page,
        l -> Cursor.of(l.until() == null ? LoanRow.OPEN : l.until().toString(), l.asset().value()));
  }

  @Override
  public Loan lend(AssetId asset, NewLoan loan) {
    var tenant = bound();
    var from = loan.from() == null ? LocalDate.now(ZoneOffset.UTC) : loan.from();
    if (loan.until() != null && loan.until().isBefore(from)) {
      throw Invalid.field("until", "must not be before the first day");
    }
    return store.write(
        em -> {
          var entity = JpaAssets.load(em, asset);
          if (contacts.get(loan.contact()).isEmpty()) {
            throw new NotFound("contact", loan.contact());
          }
          if (entity.state() == AssetState.RETIRED) {
            throw new Conflict(
                "asset-retired",
                "The asset is out of service; nothing was changed.",
                "Put it into use first: change its state.");
          }
          var row = em.find(LoanEntity.class, asset.value());
          var before = row == null ? null : row.toLoan(tenant);
          if (row == null) {
            row = new LoanEntity(asset);
            row.say(loan.contact(), from, loan.until());
            em.persist(row);
          } else {
            row.say(loan.contact(), from, loan.until());
          }
          var changes =
              Changes.none()
                  .add("state", entity.state(), AssetState.LOAN)
                  .add("lentTo", before == null ? null : before.contact(), loan.contact())
                  .add("lentUntil", before == null ? null : before.until(), loan.until());
          entity.put(AssetState.LOAN);
          told(tenant, asset, "core.asset.lend", changes);
          return row.toLoan(tenant);
        });
  }

  @Override
  public Asset giveBack(AssetId asset, AssetState to) {
    var tenant = bound();
    if (to == AssetState.LOAN) {
      throw Invalid.field("to", "must be stock, active or retired");
    }
    return store.write(
        em -> {
          var entity = JpaAssets.load(em, asset);
          var row = em.find(LoanEntity.class, asset.value());
          if (row == null) {
            throw new NotFound("loan of asset", asset);
          }
          var before = row.toLoan(tenant);
          var changes =
              Changes.none()
                  .add("state", entity.state(), to)
                  .add("lentTo", before.contact(), null)
                  .add("lentUntil", before.until(), null);
          em.remove(row);
          entity.put(to);
          em.flush();
          told(tenant, asset, "core.asset.give-back", changes);
          return entity.toAsset();
        });
  }

  private void told(TenantId tenant, AssetId asset, String verb, Changes changes) {
    events.publish(new AssetChanged(EventId.next(), tenant, asset, Instant.now()));
    audit.record(verb, "asset/" + asset, changes.json());
  }
}
