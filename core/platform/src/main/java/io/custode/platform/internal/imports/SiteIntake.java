// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.error.Invalid;
import io.custode.api.imports.Difference;
import io.custode.api.imports.ImportKind;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.platform.internal.external.Refs;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sites: a key that is new is the site of that name, or a new one. */
@Component(service = SiteIntake.class)
public final class SiteIntake implements Intake {
  private final Sites sites;

  @Activate
  public SiteIntake(@Reference Sites sites) {
    this.sites = sites;
  }

  @Override
  public ImportKind kind() {
    return ImportKind.SITES;
  }

  @Override
  public Set<String> columns() {
    return Set.of("name");
  }

  @Override
  public List<String> permissions() {
    return List.of("core.site.write");
  }

  @Override
  public List<Outcome> take(EntityManager em, List<CsvRow> rows, boolean dry) {
    var refs = Refs.of(em, "site", SOURCE, rows.stream().map(CsvRow::key).toList());
    var names =
        SiteNames.byName(
            em,
            rows.stream()
                .map(row -> row.cells().getOrDefault("name", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    var outcomes = new ArrayList<Outcome>();
    for (var row : rows) {
      try {
        outcomes.add(take(row, refs, names, dry));
      } catch (Invalid e) {
        var first = e.violations().get(0);
        outcomes.add(Outcome.rejected(row, first.field(), first.rule()));
      }
    }
    return outcomes;
  }

  private Outcome take(CsvRow row, Refs refs, Map<String, String> names, boolean dry) {
    var name = Text.name("name", row.text("name"));
    var lower = name.toLowerCase(Locale.ROOT);
    var namesake = names.get(lower);
    var known = refs.targets().getOrDefault(row.key(), namesake);
    if (known == null) {
      var id = dry ? "new" : sites.create(new NewSite(name)).id().value();
      if (!dry) {
        refs.remember(row.key(), id);
      }
      names.put(lower, id);
      return Outcome.of(
          Fate.CREATED, List.of(new Difference(row.number(), row.key(), "name", null, name)));
    }
    if (namesake != null && !namesake.equals(known) || known.equals("new")) {
      throw Invalid.field("name", "is the name of another site");
    }
    if (!dry && !refs.targets().containsKey(row.key())) {
      refs.remember(row.key(), known);
    }
    var site = sites.get(SiteId.of(known)).orElseThrow();
    if (site.name().equals(name)) {
      return Outcome.of(Fate.SAME, List.of());
    }
    if (!dry) {
      sites.change(site.id(), new SiteChange(name, site.revision()));
    }
    names.put(lower, known);
    return Outcome.of(
        Fate.CHANGED, List.of(new Difference(row.number(), row.key(), "name", site.name(), name)));
  }
}
