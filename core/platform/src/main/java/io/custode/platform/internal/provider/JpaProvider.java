// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.provider;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.provider.Provider;
import io.custode.api.provider.ProviderChange;
import io.custode.api.provider.ProviderChanged;
import io.custode.api.provider.ProviderProfile;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.branding.Look;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Languages;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The provider in the core schema. */
@Component
public final class JpaProvider implements ProviderProfile {
  static final String ENGLISH = "en";
  static final ZoneId UTC = ZoneId.of("UTC");
  private static final int ZONE = 60;

  private final TenantStore store;
  private final Visibility visibility;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaProvider(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.visibility = visibility;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public Provider get() {
    return visibility
        .asProvider(
            () ->
                store.read(
                    em -> Optional.ofNullable(em.find(ProviderEntity.class, ProviderEntity.ONLY))))
        .map(ProviderEntity::toProvider)
        .orElseGet(() -> new Provider(null, null, null, ENGLISH, UTC, 0));
  }

  @Override
  public Provider set(ProviderChange change) {
    var name = Text.optional("name", change.name(), Text.NAME);
    var accent = Look.colour("accent", change.accent());
    var logo = Look.logo("logo", change.logo());
    var language = language(change.language());
    var zone = zone(change.zone());
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var entity = current(em, change.revision());
                  var before = entity.toProvider();
                  entity.say(name, accent, logo, language, zone);
                  em.flush();
                  var after = entity.toProvider();
                  tell(before, after);
                  return after;
                }));
  }

  private void tell(Provider before, Provider after) {
    var changes =
        Changes.none()
            .add("name", before.name(), after.name())
            .add("accent", before.accent(), after.accent())
            .add("logo", Look.told(before.logo()), Look.told(after.logo()))
            .add("language", before.language(), after.language())
            .add("zone", before.zone(), after.zone());
    if (!changes.isEmpty()) {
      events.publish(new ProviderChanged(EventId.next(), Instant.now()));
      audit.record("core.provider.change", "provider", changes.json());
    }
  }

  private static ProviderEntity current(EntityManager em, long revision) {
    var found = em.find(ProviderEntity.class, ProviderEntity.ONLY);
    if (found == null && revision == 0) {
      var made = ProviderEntity.fresh();
      em.persist(made);
      em.flush();
      return made;
    }
    if (found == null || found.toProvider().revision() != revision) {
      throw Conflict.changedMeanwhile("provider");
    }
    return found;
  }

  private static String language(@Nullable String asked) {
    return Languages.check(asked == null ? ENGLISH : asked);
  }

  /** A place's, so that summer time is known; of an offset nobody would know it. */
  private static ZoneId zone(@Nullable ZoneId asked) {
    var zone = asked == null ? UTC : asked;
    if (zone.getId().length() > ZONE || !ZoneId.getAvailableZoneIds().contains(zone.getId())) {
      throw Invalid.field("zone", "must be a time zone as Europe/Rome");
    }
    return zone;
  }
}
