// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeTemplateChanged;
import io.custode.api.notice.NoticeTemplates;
import io.custode.api.notice.NoticeWords;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Languages;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Words of notices in the core schema, before the platform's own. */
@Component(service = {NoticeTemplates.class, JpaNoticeTemplates.class})
public final class JpaNoticeTemplates implements NoticeTemplates {
  private static final int SUBJECT = 300;
  private static final int TEXT = 10_000;
  private static final int MOST = 200;

  private final TenantStore store;
  private final Visibility visibility;
  private final NoticeText text;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaNoticeTemplates(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference NoticeText text,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.text = text;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  @Override
  public Page<NoticeTemplate> find(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var all = new TreeMap<String, NoticeTemplate>();
    for (var language : Languages.ALL) {
      var own = text.builtIn(language);
      all.put(key(own), own);
    }
    rows().values().forEach(row -> all.put(key(row), row));
    return Page.cut(
        all.tailMap(after, false).values().stream().limit(page.limit() + 1L).toList(),
        page,
        t -> Cursor.of(key(t)));
  }

  private static String key(NoticeTemplate template) {
    return NoticeTemplateEntity.id(template.kind(), template.language());
  }

  /** All that the provider set: few. */
  private Map<String, NoticeTemplate> rows() {
    return visibility.asProvider(
        () ->
            store.read(
                em -> {
                  var rows = new HashMap<String, NoticeTemplate>();
                  em.createQuery("select t from NoticeTemplateEntity t", NoticeTemplateEntity.class)
                      .getResultStream()
                      .map(NoticeTemplateEntity::toTemplate)
                      .forEach(t -> rows.put(key(t), t));
                  return rows;
                }));
  }

  /** Kinds that have words of their own. */
  List<String> kinds() {
    return rows().values().stream()
        .map(NoticeTemplate::kind)
        .filter(kind -> !kind.equals(NoticeTemplate.ALL))
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  @Override
  public NoticeTemplate get(String kind, String language) {
    checkPlace(kind, language);
    var rows = rows();
    return Optional.ofNullable(rows.get(NoticeTemplateEntity.id(kind, language)))
        .or(
            () ->
                Optional.ofNullable(
                    rows.get(NoticeTemplateEntity.id(NoticeTemplate.ALL, language))))
        .orElseGet(() -> text.builtIn(language));
  }

  private static void checkPlace(String kind, String language) {
    if (!kind.equals(NoticeTemplate.ALL)) {
      NoticeRuleCheck.kind(kind);
    }
    Languages.check(language);
  }

  private NoticeWords checked(NoticeWords words) {
    var subject = words.subject().strip();
    if (subject.isEmpty() || subject.length() > SUBJECT || subject.chars().anyMatch(c -> c < ' ')) {
      throw Invalid.field("subject", "must be one line of 1 to " + SUBJECT + " characters");
    }
    var body = words.text().replace("\r\n", "\n");
    if (body.isBlank() || body.length() > TEXT) {
      throw Invalid.field("text", "must be 1 to 10,000 characters");
    }
    if (body.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
      throw Invalid.field("text", "must have no control characters");
    }
    TemplateCheck.check("subject", subject);
    TemplateCheck.check("text", body);
    var checked = new NoticeWords(subject, body);
    text.compile(checked);
    return checked;
  }

  @Override
  public NoticeTemplate set(String kind, String language, NoticeWords words) {
    checkPlace(kind, language);
    var checked = checked(words);
    var id = NoticeTemplateEntity.id(kind, language);
    return visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(NoticeTemplateEntity.class, id);
                  if (row == null) {
                    long count =
                        em.createQuery("select count(t) from NoticeTemplateEntity t", Long.class)
                            .getSingleResult();
                    if (count >= MOST) {
                      throw Invalid.field("kind", "must not be one more: there are " + MOST);
                    }
                    row = new NoticeTemplateEntity(kind, language);
                    row.say(checked);
                    em.persist(row);
                  } else {
                    row.say(checked);
                  }
                  told(kind, language, false, json.write(checked));
                  return row.toTemplate();
                }));
  }

  @Override
  public NoticeTemplate reset(String kind, String language) {
    checkPlace(kind, language);
    var id = NoticeTemplateEntity.id(kind, language);
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(NoticeTemplateEntity.class, id);
                  if (row != null) {
                    em.remove(row);
                    told(kind, language, true, Json.EMPTY);
                  }
                  return true;
                }));
    return get(kind, language);
  }

  private void told(String kind, String language, boolean reset, Json detail) {
    events.publish(new NoticeTemplateChanged(EventId.next(), kind, language, reset, Instant.now()));
    audit.record(
        "core.notice-template." + (reset ? "reset" : "set"),
        "notice-template/" + NoticeTemplateEntity.id(kind, language),
        detail);
  }

  @Override
  public NoticePreview preview(String kind, String language, NoticeWords words) {
    checkPlace(kind, language);
    var checked = checked(words);
    var shown = kind.equals(NoticeTemplate.ALL) ? AlertNotices.RAISED : kind;
    return text.example(
        shown, new NoticeTemplate(kind, language, checked.subject(), checked.text(), false));
  }
}
