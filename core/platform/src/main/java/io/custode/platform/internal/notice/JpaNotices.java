// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Access;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NoticeId;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.NoticeState;
import io.custode.api.notice.Notices;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notices in the core schema: what is told becomes a row for each rule that it fits. */
@Component(service = JpaNotices.class)
public final class JpaNotices implements Notices {
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final TenantContext tenants;
  private final Tenants names;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final NoticeText text;
  private final JpaNoticeTemplates templates;
  private final Audit audit;
  private final InstantSource clock;

  @Activate
  public JpaNotices(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference TenantContext tenants,
      @Reference Tenants names,
      @Reference AssetGroups groups,
      @Reference Calendars calendars,
      @Reference NoticeText text,
      @Reference JpaNoticeTemplates templates,
      @Reference Audit audit) {
    this(
        store,
        visibility,
        access,
        tenants,
        names,
        groups,
        calendars,
        text,
        templates,
        audit,
        InstantSource.system());
  }

  JpaNotices(
      TenantStore store,
      Visibility visibility,
      Access access,
      TenantContext tenants,
      Tenants names,
      AssetGroups groups,
      Calendars calendars,
      NoticeText text,
      JpaNoticeTemplates templates,
      Audit audit,
      InstantSource clock) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.tenants = tenants;
    this.names = names;
    this.groups = groups;
    this.calendars = calendars;
    this.text = text;
    this.templates = templates;
    this.audit = audit;
    this.clock = clock;
  }

  private Instant now() {
    return Micros.cut(clock.instant());
  }

  @Override
  public void tell(NewNotice notice) {
    NoticeRuleCheck.kind(notice.kind());
    Text.name("title", notice.title());
    var tenant = tenants.current().orElse(null);
    var fitting = rules().stream().filter(rule -> fits(rule, notice, tenant)).toList();
    if (fitting.isEmpty()) {
      return;
    }
    var name = tenant == null ? null : names.get(tenant).map(Tenant::name).orElse(null);
    var byLanguage = new HashMap<String, NoticeText.Written>();
    for (var rule : fitting) {
      var written =
          byLanguage.computeIfAbsent(
              rule.language(),
              each -> text.write(notice, tenant, name, templates.get(notice.kind(), each)));
      put(new NoticeEntity(rule.id(), notice, tenant, written, notBefore(rule, notice), now()));
    }
  }

  private List<NoticeRule> rules() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select r from NoticeRuleEntity r", NoticeRuleEntity.class)
                        .getResultStream()
                        .map(NoticeRuleEntity::toRule)
                        .toList()));
  }

  private boolean fits(NoticeRule rule, NewNotice notice, @Nullable TenantId tenant) {
    return rule.enabled()
        && (rule.kinds().isEmpty() || rule.kinds().contains(notice.kind()))
        && (rule.severity() == null || notice.severity().compareTo(rule.severity()) >= 0)
        && (rule.tenant() == null || rule.tenant().equals(tenant))
        && (rule.group() == null || isIn(rule.group(), notice.asset()));
  }

  private boolean isIn(GroupId group, @Nullable AssetId asset) {
    try {
      return asset != null && groups.of(asset).stream().anyMatch(g -> g.id().equals(group));
    } catch (NotFound e) {
      return false;
    }
  }

  /** Where a calendar does not say, rather too early than never. */
  private Instant notBefore(NoticeRule rule, NewNotice notice) {
    var now = now();
    if (rule.quietOutside() == null || notice.severity() == Severity.CRITICAL) {
      return now;
    }
    try {
      return calendars.timetable(rule.quietOutside()).nextOpen(now).orElse(now);
    } catch (NotFound e) {
      return now;
    }
  }

  /** Told again, it is there already. */
  private void put(NoticeEntity row) {
    try {
      visibility.asProvider(
          () ->
              store.write(
                  em -> {
                    em.persist(row);
                    return true;
                  }));
    } catch (Conflict e) {
      if (!e.name().equals("already-exists")) {
        throw e;
      }
    }
  }

  private boolean sees(@Nullable TenantId tenant) {
    return tenant == null || visibility.sees(access.current(), tenant);
  }

  @Override
  public Page<NoticeInfo> find(NoticeQuery query, PageRequest page) {
    var before = page.cursor() == null ? LAST_ID : Cursor.read(page.cursor(), 1).get(0);
    var rule = query.rule();
    var rows =
        visibility.asProvider(
            () ->
                store.read(
                    em -> {
                      var q =
                          em.createQuery(
                                  "select n from NoticeEntity n where n.id < :before"
                                      + (query.state() == null ? "" : " and n.state = :state")
                                      + (rule == null ? "" : " and n.rule = :rule")
                                      + " order by n.id desc",
                                  NoticeEntity.class)
                              .setParameter("before", before)
                              .setMaxResults(page.limit() + 1);
                      if (query.state() != null) {
                        q.setParameter("state", query.state());
                      }
                      if (rule != null) {
                        q.setParameter("rule", rule.value());
                      }
                      return q.getResultStream().map(NoticeEntity::toInfo).toList();
                    }));
    var cut = Page.cut(rows, page, n -> Cursor.of(n.id().value()));
    return new Page<>(cut.items().stream().filter(n -> sees(n.tenant())).toList(), cut.next());
  }

  @Override
  public int replay(NoticeRuleId rule) {
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(NoticeRuleEntity.class, rule.value());
                  if (row == null || !sees(row.toRule().tenant())) {
                    throw new NotFound("notice rule", rule);
                  }
                  // what is repaired is tried at once, not after the pause
                  row.worked();
                  int count =
                      em.createQuery(
                              "update NoticeEntity n set n.state = :waiting, n.notBefore = :now,"
                                  + " n.endedAt = null where n.rule = :rule and n.state = :parked")
                          .setParameter("waiting", NoticeState.WAITING)
                          .setParameter("now", now())
                          .setParameter("rule", rule.value())
                          .setParameter("parked", NoticeState.PARKED)
                          .executeUpdate();
                  audit.record("core.notice.replay", "notice-rule/" + rule, Json.EMPTY);
                  return count;
                }));
  }

  @Override
  public NoticeInfo replay(NoticeId id) {
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(NoticeEntity.class, id.value());
                  if (row == null || !row.isParked() || !sees(row.toInfo().tenant())) {
                    throw new NotFound("parked notice", id);
                  }
                  row.again(now());
                  em.find(NoticeRuleEntity.class, row.rule()).worked();
                  audit.record("core.notice.replay", "notice/" + id, Json.EMPTY);
                  return row.toInfo();
                }));
  }
}
