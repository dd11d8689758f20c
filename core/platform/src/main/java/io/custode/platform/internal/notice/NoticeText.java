// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNotice;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.ConsoleAddress;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Writes a notice in the language of a rule. The templates are beside this class. */
@Component(service = NoticeText.class)
public final class NoticeText {
  private static final int SUBJECT = 200;

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
  private final JsonMapping json;
  private final Map<String, Mustache> templates = new HashMap<>();

  @Activate
  public NoticeText(
      @Reference ConsoleAddress console,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.console = console;
    this.json = json;
    var factory = new PlainText();
    for (var language : NoticeRuleCheck.LANGUAGES) {
      for (var part : List.of("subject", "text")) {
        templates.put(part + "." + language, read(factory, part + "." + language));
      }
    }
  }

  private static Mustache read(PlainText factory, String name) {
    var in =
        Objects.requireNonNull(
            NoticeText.class.getResourceAsStream("notice." + name + ".mustache"), name);
    try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return factory.compile(reader, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      NewNotice notice, @Nullable TenantId tenant, @Nullable String tenantName, String language) {
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
    scope.put("at", notice.at().truncatedTo(ChronoUnit.SECONDS).toString());
    scope.put("link", link == null ? "" : link);
    scope.put("kind", notice.kind());
    scope.put("resolved", notice.kind().endsWith("-resolved"));
    scope.put(notice.severity().name().toLowerCase(Locale.ROOT), true);
    var subject = fill("subject." + language, scope).strip();
    return new Written(
        subject.length() > SUBJECT ? subject.substring(0, SUBJECT) : subject,
        fill("text." + language, scope),
        json.write(data));
  }

  private static String link(NewNotice notice) {
    if (notice.kind().startsWith("core.alert-")) {
      return "/alerts";
    }
    return notice.asset() == null ? "/" : "/assets/" + notice.asset();
  }

  private String fill(String template, Map<String, Object> scope) {
    var out = new StringWriter();
    Objects.requireNonNull(templates.get(template)).execute(out, scope);
    return out.toString();
  }
}
