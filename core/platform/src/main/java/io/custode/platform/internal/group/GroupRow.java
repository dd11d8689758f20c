// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a group. Its filter is read as a whole, so it is one column. */
@MappedSuperclass
public class GroupRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  @Column(nullable = false)
  private int place;

  /** Null if it is a list. */
  @Lob
  @Column(name = "filter_json")
  private @Nullable String filter;

  protected GroupRow() {}

  GroupRow(String name, int place, @Nullable Json filter) {
    this.id = GroupId.next().value();
    change(name, place, filter);
  }

  final void change(@Nullable String toName, @Nullable Integer toPlace, @Nullable Json toFilter) {
    if (toName != null) {
      name = toName;
      nameKey = toName.toLowerCase(Locale.ROOT);
    }
    place = toPlace == null ? place : toPlace;
    filter = toFilter == null ? filter : toFilter.text();
  }

  String id() {
    return id;
  }

  String nameKey() {
    return nameKey;
  }

  long revision() {
    return revision;
  }

  boolean isList() {
    return filter == null;
  }

  @Nullable String tenant() {
    return null;
  }

  AssetGroup toGroup(JsonMapping json) {
    var tenant = tenant();
    return new AssetGroup(
        GroupId.of(id),
        tenant == null ? null : TenantId.of(tenant),
        name,
        place,
        filter == null ? null : json.read(new Json(filter), AssetFilter.class),
        revision);
  }
}
