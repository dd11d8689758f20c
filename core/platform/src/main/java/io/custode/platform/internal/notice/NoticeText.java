// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NoticePreview;
import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeWords;
import io.custode.api.provider.ProviderProfile;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.ConsoleAddress;
import io.custode.platform.internal.rule.Languages;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Writes a notice by a template. The platform's own templates are beside this class. */
@Component(service = NoticeText.class)
public final class NoticeText {
  private static final int SUBJECT = 200;
  private static final EventId EXAMPLE = EventId.of("00000000-0000-7000-8000-000000000000");

  /** A notice in words, and as data. */
  record Written(String subject, String text, Json data) {}

  private record Data(
      EventId id,
      String kind,
      Severity severity,
      String title,
      @Nullable String detail,
      @Nullable TenantId tenant,
      @Nullable String tenantName,
      @Nullable AssetId asset,
      Instant at,
      @Nullable String link) {}

  private final ConsoleAddress console;
  private final ProviderProfile provider;
  private final JsonMapping json;
  private final Map<String, NoticeTemplate> builtIn = new HashMap<>();

  @Activate
  public NoticeText(
      @Reference ConsoleAddress console,
      @Reference ProviderProfile provider,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.console = console;
    this.provider = provider;
    this.json = json;
    for (var language : Languages.ALL) {
      builtIn.put(
          language,
          new NoticeTemplate(
              NoticeTemplate.ALL,
              language,
              read("subject." + language),
              read("text." + language),
              true));
    }
  }

  /** Of a rule that names none. */
  String usualLanguage() {
    return provider.get().language();
  }

  /** The platform's own words. */
  NoticeTemplate builtIn(String language) {
    return Objects.requireNonNull(builtIn.get(language));
  }

  private static String read(String name) {
    var file = "notice." + name + ".mustache";
    try (var in = Objects.requireNonNull(NoticeText.class.getResourceAsStream(file), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws Invalid if it does not compile
   */
  void compile(NoticeWords words) {
    compile("subject", words.subject());
    compile("text", words.text());
  }

  private static Mustache compile(String field, String template) {
    try {
      return new PlainText().compile(new StringReader(template), field);
    } catch (MustacheException e) {
      throw Invalid.field(field, "does not compile");
    }
  }

  /** What the words give for a notice that nobody told. */
  NoticePreview example(String kind, NoticeTemplate template) {
    var isItalian = template.language().equals("it");
    var notice =
        new NewNotice(
            EXAMPLE,
            kind,
            Severity.WARNING,
            isItalian ? "/var è piena al 96 %" : "/var is 96 % full",
            isItalian ? "Il più grande: /var/log/journal" : "Largest: /var/log/journal",
            null,
            Instant.parse("2026-01-31T09:30:00Z"));
    var written = write(notice, null, isItalian ? "Rossi Srl" : "Acme", template);
    return new NoticePreview(kind, written.subject(), written.text());
  }

  /** What it writes is text, not HTML: nothing is escaped. */
  private static final class PlainText extends DefaultMustacheFactory {
    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Written write(
      NewNotice notice,
      @Nullable TenantId tenant,
      @Nullable String tenantName,
      NoticeTemplate template) {
    var link = console.link(link(notice)).orElse(null);
    var data =
        new Data(
            notice.event(),
            notice.kind(),
            notice.severity(),
            notice.title(),
            notice.detail(),
            tenant,
            tenantName,
            notice.asset(),
            notice.at(),
            link);
    var scope = new HashMap<String, Object>();
    scope.put("title", notice.title());
    scope.put("detail", notice.detail() == null ? "" : notice.detail());
    scope.put("tenant", tenantName == null ? "" : tenantName);
    scope.put("at", time(notice.at()));
    scope.put("link", link == null ? "" : link);
    scope.put("kind", notice.kind());
    scope.put("resolved", notice.kind().endsWith("-resolved"));
    scope.put(notice.severity().name().toLowerCase(Locale.ROOT), true);
    // a value with a line break must not make two lines of the subject
    var subject = fill("subject", template.subject(), scope).strip().replaceAll("\\s+", " ");
    return new Written(
        subject.length() > SUBJECT ? subject.substring(0, SUBJECT) : subject,
        fill("text", template.text(), scope),
        json.write(data));
  }

  /** As people where the provider is read it; what machines read stays in UTC. */
  private String time(Instant at) {
    return OffsetDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), provider.get().zone())
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String link(NewNotice notice) {
    if (notice.kind().startsWith("core.alert-")) {
      return "/alerts";
    }
    return notice.asset() == null ? "/" : "/assets/" + notice.asset();
  }

  private static String fill(String field, String template, Map<String, Object> scope) {
    var out = new StringWriter();
    compile(field, template).execute(out, scope);
    return out.toString();
  }
}
