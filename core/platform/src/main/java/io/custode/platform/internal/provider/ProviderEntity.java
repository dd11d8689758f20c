// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.provider;

import io.custode.api.provider.Provider;
import io.custode.persistence.ProviderWide;
import java.time.ZoneId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** What the provider says of itself; its key is always the same, so that there is one at most. */
@Entity
@ProviderWide
@Table(name = "provider")
public class ProviderEntity {
  static final String ONLY = "provider";

  @Id
  @Column(length = 36)
  private String id = ONLY;

  /** From 1 on: 0 is the revision of what nobody set. */
  @Version private long revision;

  private @Nullable String name;

  @Column(length = 7)
  private @Nullable String accent;

  @Lob private @Nullable String logo;

  @Column(nullable = false)
  private String language = JpaProvider.ENGLISH;

  @Column(nullable = false)
  private String zone = JpaProvider.UTC.getId();

  protected ProviderEntity() {}

  static ProviderEntity fresh() {
    return new ProviderEntity();
  }

  void say(
      @Nullable String nextName,
      @Nullable String nextAccent,
      @Nullable String nextLogo,
      String nextLanguage,
      ZoneId nextZone) {
    name = nextName;
    accent = nextAccent;
    logo = nextLogo;
    language = nextLanguage;
    zone = nextZone.getId();
  }

  Provider toProvider() {
    return new Provider(name, accent, logo, language, ZoneId.of(zone), revision);
  }
}
