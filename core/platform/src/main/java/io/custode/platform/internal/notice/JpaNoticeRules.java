// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Access;
import io.custode.api.access.UserId;
import io.custode.api.alert.Severity;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleChanged;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeRules;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Rules in the core schema. */
@Component(service = {NoticeRules.class, JpaNoticeRules.class})
public final class JpaNoticeRules implements NoticeRules {
  private static final int MOST = 200;
  private static final int TRIES = 5;
  private static final List<String> KINDS =
      List.of(AlertNotices.RAISED, AlertNotices.RESOLVED, "core.event-stuck", "core.job-failed");

  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final TenantContext tenants;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final Channels channels;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  private final JpaNoticeTemplates templates;
  private final NoticeText text;

  @Activate
  public JpaNoticeRules(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference TenantContext tenants,
      @Reference AssetGroups groups,
      @Reference Calendars calendars,
      @Reference Channels channels,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json,
      @Reference JpaNoticeTemplates templates,
      @Reference NoticeText text) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.tenants = tenants;
    this.groups = groups;
    this.calendars = calendars;
    this.channels = channels;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.templates = templates;
    this.text = text;
  }

  private boolean sees(@Nullable TenantId tenant) {
    return tenant == null || visibility.sees(access.current(), tenant);
  }

  @Override
  public Page<NoticeRule> find(PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var rows =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select r from NoticeRuleEntity r where r.name >= :name"
                                    + " and (r.name > :name or r.id > :id) order by r.name, r.id",
                                NoticeRuleEntity.class)
                            .setParameter("name", after.get(0))
                            .setParameter("id", after.get(1))
                            .setMaxResults(page.limit() + 1)
                            .getResultStream()
                            .map(NoticeRuleEntity::toRule)
                            .toList()));
    var cut = Page.cut(rows, page, r -> Cursor.of(r.name(), r.id().value()));
    return new Page<>(cut.items().stream().filter(r -> sees(r.tenant())).toList(), cut.next());
  }

  /** The rule that came with a user's devices. */
  Optional<NoticeRule> own(UserId owner) {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select r from NoticeRuleEntity r where r.owner = :owner",
                            NoticeRuleEntity.class)
                        .setParameter("owner", owner.value())
                        .getResultStream()
                        .findFirst()
                        .map(NoticeRuleEntity::toRule)));
  }

  private NewNoticeRule checked(NewNoticeRule rule) {
    var made = NoticeRuleCheck.check(rule, text.usualLanguage());
    channels
        .get(made.channel())
        .orElseThrow(() -> Invalid.field("channel", "must be one of " + channels.names()))
        .check(made.target(), made.secret());
    checkThere(made);
    return made;
  }

  @Override
  public NoticeRule create(NewNoticeRule rule) {
    return create(rule, null);
  }

  /**
   * @param owner with whose devices it comes, and goes; null: somebody makes it for others
   */
  NoticeRule create(NewNoticeRule rule, @Nullable UserId owner) {
    var made = checked(rule);
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  if (owner == null && count(em) >= MOST) {
                    throw new Conflict(
                        "notice-rules-full",
                        "There are " + MOST + " rules; nothing was changed.",
                        "Remove some.");
                  }
                  var row = new NoticeRuleEntity(made, owner);
                  em.persist(row);
                  return told(row, false, "core.notice-rule.create");
                }));
  }

  @Override
  public NoticeRule change(NoticeRuleId id, NewNoticeRule rule) {
    return change(id, rule, null);
  }

  @Override
  public NoticeRule change(NoticeRuleId id, NewNoticeRule rule, long revision) {
    return change(id, rule, Long.valueOf(revision));
  }

  private NoticeRule change(NoticeRuleId id, NewNoticeRule rule, @Nullable Long read) {
    var made = checked(rule);
    return on(
        id,
        row -> {
          if (read != null && read != row.said()) {
            throw Conflict.changedMeanwhile("notice rule");
          }
          row.say(made);
          // where it leads now may work, whatever became of the place before
          row.worked();
          return told(row, false, "core.notice-rule.change");
        });
  }

  @Override
  public NoticeRule enable(NoticeRuleId id, boolean enabled) {
    return on(
        id,
        row -> {
          if (row.isEnabled() == enabled) {
            return row.toRule();
          }
          row.enable(enabled);
          return told(row, false, "core.notice-rule." + (enabled ? "enable" : "disable"));
        });
  }

  /** The sender leases the same row; a person must not lose against it. */
  private NoticeRule on(NoticeRuleId id, Function<NoticeRuleEntity, NoticeRule> change) {
    for (int left = TRIES; true; left--) {
      try {
        return visibility.asProvider(() -> store.write(em -> change.apply(seen(em, id))));
      } catch (Conflict e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private NoticeRuleEntity seen(EntityManager em, NoticeRuleId id) {
    var row = em.find(NoticeRuleEntity.class, id.value());
    if (row == null || !sees(row.toRule().tenant())) {
      throw new NotFound("notice rule", id);
    }
    return row;
  }

  @Override
  public List<NoticePreview> preview(NewNoticeRule rule) {
    var made = NoticeRuleCheck.check(rule, text.usualLanguage());
    var language = Objects.requireNonNull(made.language());
    var wanted = made.kinds() == null || made.kinds().isEmpty() ? kinds() : made.kinds();
    return wanted.stream().map(k -> text.example(k, templates.get(k, language))).toList();
  }

  @Override
  public List<String> kinds() {
    var all = new TreeSet<>(KINDS);
    all.addAll(templates.kinds());
    all.addAll(
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery("select distinct n.kind from NoticeEntity n", String.class)
                            .setMaxResults(MOST)
                            .getResultList())));
    return List.copyOf(all);
  }

  @Override
  public List<String> channels() {
    return channels.all();
  }

  private static long count(EntityManager em) {
    return em.createQuery(
            "select count(r) from NoticeRuleEntity r where r.owner is null", Long.class)
        .getSingleResult();
  }

  private void checkThere(NewNoticeRule rule) {
    var tenant = rule.tenant();
    if (tenant != null) {
      tenants.run(tenant, () -> checkOfTenant(rule));
    } else {
      checkOfTenant(rule);
    }
  }

  private void checkOfTenant(NewNoticeRule rule) {
    if (rule.group() != null && groups.get(rule.group()).isEmpty()) {
      throw new NotFound("group", rule.group());
    }
    var calendar = rule.quietOutside();
    if (calendar != null && calendars.get(calendar).isEmpty()) {
      throw new NotFound("calendar", calendar);
    }
  }

  @Override
  public void remove(NoticeRuleId id) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = seen(em, id);
                  em.createQuery("delete from NoticeEntity n where n.rule = :rule")
                      .setParameter("rule", id.value())
                      .executeUpdate();
                  em.remove(row);
                  told(row, true, "core.notice-rule.remove");
                  return true;
                }));
  }

  /** Whom a mail goes to is not kept in the audit, which nobody can take it out of again. */
  private NoticeRule told(NoticeRuleEntity row, boolean removed, String verb) {
    var rule = row.toRule();
    events.publish(new NoticeRuleChanged(EventId.next(), rule.id(), removed, Instant.now()));
    audit.record(verb, "notice-rule/" + rule.id(), json.write(Told.of(rule)));
    return rule;
  }

  private record Told(
      String name,
      List<String> kinds,
      @Nullable Severity severity,
      @Nullable TenantId tenant,
      @Nullable GroupId group,
      String channel,
      String target,
      String language,
      @Nullable CalendarId quietOutside,
      boolean enabled) {
    static Told of(NoticeRule rule) {
      return new Told(
          rule.name(),
          rule.kinds(),
          rule.severity(),
          rule.tenant(),
          rule.group(),
          rule.channel(),
          rule.target().replaceFirst("^[^@/]+@", "…@"),
          rule.language(),
          rule.quietOutside(),
          rule.enabled());
    }
  }
}
