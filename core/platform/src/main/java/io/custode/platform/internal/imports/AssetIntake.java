// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.error.Invalid;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.imports.ImportKind;
import io.custode.api.tenant.TenantContext;
import io.custode.platform.internal.asset.CustomFacts;
import io.custode.platform.internal.asset.Reconciler;
import io.custode.platform.internal.asset.Reconciler.Told;
import io.custode.platform.internal.field.JpaCustomFields;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Assets: a file is a source of assets like any other, whose keys are its own. Fields that the MSP
 * added are columns too, {@code custom.<key>}.
 */
@Component(service = AssetIntake.class)
public final class AssetIntake implements Intake {
  private static final List<String> FACTS = List.of("manufacturer", "model");

  private static final Set<String> COLUMNS =
      Set.of("name", "kind", "state", "site", "serial", "mac", "manufacturer", "model");

  private final Reconciler reconciler;
  private final TenantContext tenants;
  private final JpaCustomFields fields;

  /** By column, those that there were when the file was begun. */
  private final Map<String, CustomField> known;

  @Activate
  public AssetIntake(
      @Reference Reconciler reconciler,
      @Reference TenantContext tenants,
      @Reference JpaCustomFields fields) {
    this(reconciler, tenants, fields, Map.of());
  }

  private AssetIntake(
      Reconciler reconciler,
      TenantContext tenants,
      JpaCustomFields fields,
      Map<String, CustomField> known) {
    this.reconciler = reconciler;
    this.tenants = tenants;
    this.fields = fields;
    this.known = known;
  }

  @Override
  public Intake ready() {
    var all =
        fields.of(FieldKind.ASSET).stream()
            .collect(Collectors.toMap(field -> CustomFacts.PREFIX + field.key(), field -> field));
    return new AssetIntake(reconciler, tenants, fields, all);
  }

  @Override
  public ImportKind kind() {
    return ImportKind.ASSETS;
  }

  @Override
  public Set<String> columns() {
    var all = new HashSet<>(COLUMNS);
    fields.of(FieldKind.ASSET).forEach(field -> all.add(CustomFacts.PREFIX + field.key()));
    return all;
  }

  @Override
  public List<String> permissions() {
    return List.of("core.asset.write");
  }

  @Override
  public List<Outcome> take(EntityManager em, List<CsvRow> rows, boolean dry) {
    var sites = SiteNames.of(em, rows, "site");
    var outcomes = new Outcome[rows.size()];
    var told = new ArrayList<Told>();
    var places = new ArrayList<Integer>();
    var values = new ArrayList<Map<String, String>>();
    var tenant = tenants.current().orElseThrow();
    for (int i = 0; i < outcomes.length; i++) {
      var row = rows.get(i);
      try {
        var own = values(row);
        told.add(told(row, sites));
        values.add(own);
        places.add(i);
      } catch (Invalid e) {
        var first = e.violations().get(0);
        outcomes[i] = Outcome.rejected(row, first.field(), first.rule());
      }
    }
    var results = reconciler.take(em, tenant, SOURCE, told, dry);
    for (int i = 0; i < results.size(); i++) {
      var result = results.get(i);
      // a new one has no id while it is only tried
      var own =
          result.asset() == null
              ? Changes.none()
              : fields.say(em, tenant, result.asset(), values.get(i), dry);
      outcomes[places.get(i)] = outcome(rows.get(places.get(i)), result, own);
    }
    return List.of(outcomes);
  }

  private static Outcome outcome(CsvRow row, Reconciler.Result result, Changes own) {
    var isSame = result.changes().isEmpty() && own.isEmpty();
    var fate = result.isNew() ? Fate.CREATED : isSame ? Fate.SAME : Fate.CHANGED;
    var differences = new ArrayList<>(Differences.of(row, result.changes()));
    differences.addAll(Differences.of(row, own));
    return new Outcome(fate, differences, result.proposals(), null);
  }

  /** By key of the field; an empty cell says nothing. */
  private Map<String, String> values(CsvRow row) {
    var own = new HashMap<String, String>();
    known.forEach(
        (column, field) -> {
          var said = row.text(column);
          if (said != null) {
            own.put(field.key(), JpaCustomFields.checked(field, column, said));
          }
        });
    return own;
  }

  private static Told told(CsvRow row, SiteNames sites) {
    var facts = new HashMap<String, String>();
    for (var fact : FACTS) {
      var said = Text.optional(fact, row.text(fact), Text.NAME);
      if (said != null) {
        facts.put(fact, said);
      }
    }
    return new Told(
        row.key(),
        Text.name("name", row.text("name")),
        constant(row, "kind", AssetKind.class),
        constant(row, "state", AssetState.class),
        sites.of(row, "site"),
        Text.optional("serial", row.text("serial"), Text.NAME),
        macs(row),
        Map.copyOf(facts));
  }

  /** Several are parted by blanks. */
  private static List<String> macs(CsvRow row) {
    var said = row.text("mac");
    if (said == null) {
      return List.of();
    }
    var all = List.of(said.toLowerCase(Locale.ROOT).replace('-', ':').split("\\s+"));
    if (all.size() > 20 || !all.stream().allMatch(m -> m.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}"))) {
      throw Invalid.field("mac", "must be addresses like 00:1b:21:3c:4d:5e, at most 20");
    }
    return all;
  }

  private static <E extends Enum<E>> @Nullable E constant(
      CsvRow row, String column, Class<E> type) {
    var said = row.text(column);
    if (said == null) {
      return null;
    }
    var name = said.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Invalid.field(
                    column,
                    "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(c -> c.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
