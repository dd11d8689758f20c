// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.history;

import io.custode.api.access.Access;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.history.History;
import io.custode.api.history.HistoryEntry;
import io.custode.api.history.HistoryEntry.FieldChange;
import io.custode.api.history.HistoryKind;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.access.Visibility;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * The audit's entries about one thing. It needs no table of its own, names persons as the audit
 * does, and cannot tell something else.
 */
@Component
public final class AuditHistory implements History {
  private final Access access;
  private final Audit audit;
  private final Assets assets;
  private final Sites sites;
  private final Tenants tenants;
  private final Contacts contacts;
  private final Visibility visibility;
  private final JsonMapping json;

  @Activate
  public AuditHistory(
      @Reference Access access,
      @Reference Audit audit,
      @Reference Assets assets,
      @Reference Sites sites,
      @Reference Tenants tenants,
      @Reference Contacts contacts,
      @Reference Visibility visibility,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.access = access;
    this.audit = audit;
    this.assets = assets;
    this.sites = sites;
    this.tenants = tenants;
    this.contacts = contacts;
    this.visibility = visibility;
    this.json = json;
  }

  @Override
  public Page<HistoryEntry> of(HistoryKind kind, String id, PageRequest page) {
    var word = kind.name().toLowerCase(Locale.ROOT);
    if (kind == HistoryKind.CONTACT) {
      access.require("core.contact.read");
    }
    if (find(kind, id).isEmpty()) {
      throw new NotFound(word, id);
    }
    var query = new AuditQuery(null, null, word + "/" + id);
    // tenants are the provider's rows, so what was done to one is told outside of it
    var entries =
        kind == HistoryKind.TENANT
            ? visibility.asProvider(() -> audit.find(query, page))
            : audit.find(query, page);
    return entries.map(this::entry);
  }

  private Optional<?> find(HistoryKind kind, String id) {
    return switch (kind) {
      case ASSET -> assets.get(AssetId.of(id));
      case SITE -> sites.get(SiteId.of(id));
      case TENANT -> tenants.get(TenantId.of(id));
      case CONTACT -> contacts.get(ContactId.of(id));
    };
  }

  private HistoryEntry entry(AuditEntry entry) {
    // of a person they are kept under his key
    var personal = entry.personal();
    return new HistoryEntry(
        entry.id().value(),
        entry.at(),
        entry.actor(),
        entry.verb(),
        changes(personal == null ? entry.detail() : personal));
  }

  private List<FieldChange> changes(Json detail) {
    return read(detail) instanceof Map<?, ?> object && object.get("changes") instanceof List<?> list
        ? list.stream().flatMap(AuditHistory::change).toList()
        : List.of();
  }

  private @Nullable Object read(Json detail) {
    try {
      return json.read(detail, Object.class);
    } catch (Invalid e) {
      // an entry that was tampered with: the audit's own check tells
      return null;
    }
  }

  private static Stream<FieldChange> change(@Nullable Object one) {
    return one instanceof Map<?, ?> object && object.get("field") instanceof String field
        ? Stream.of(new FieldChange(field, text(object.get("from")), text(object.get("to"))))
        : Stream.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
