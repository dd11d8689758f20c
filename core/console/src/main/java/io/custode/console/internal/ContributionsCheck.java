// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.api.asset.AssetKind;
import io.custode.core.capability.Capabilities;
import io.custode.core.ui.UiContribution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a plugin's contributions against contract version 1, the same as contributions.schema.json
 * says, and beyond it what no schema can: that a name is used once and that the module exports it.
 */
final class ContributionsCheck {
  /** Version of the SDK that the console serves. */
  static final String SDK = "1.1";

  /** What the points of the customer portal begin with. */
  static final String PORTAL = "portal.";

  static final int MOST = 50;
  static final int LONGEST_TITLE = 60;
  static final int MOST_REQUIRED = 10;
  static final int HIGHEST_ORDER = 1000;
  static final Set<String> PAGES = Set.of("nav.page", "settings.page", PORTAL + "page");
  static final Set<String> POINTS =
      Set.of(
          "nav.page",
          "asset.section",
          "asset.panel",
          "asset.action",
          "tenant.panel",
          "dashboard.tile",
          "settings.page",
          PORTAL + "page",
          "command");
  static final Set<String> SECTIONS = Set.of("operate", "service", "money", "system");
  static final Set<String> KINDS =
      Arrays.stream(AssetKind.values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
  static final Pattern RANGE = Pattern.compile("\\^1(\\.[0-9]{1,3})?");
  static final Pattern MODULE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]{0,99}\\.m?js");
  static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,49}");
  static final Pattern PATH = Pattern.compile("(/[a-z0-9][a-z0-9-]{0,39}){1,3}");
  static final Pattern EXPORT = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,59}");
  static final Pattern ICON = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9-]*){1,3}");

  /** Paths that are not a plugin's to give: those of the server, and of other plugins' pages. */
  static final Pattern FOREIGN = Pattern.compile("/(api|ui|p|health|metrics|app)(/.*)?");

  private static final int MOST_REASONS = 5;

  private final List<String> reasons = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final String plugin;
  private final Capabilities declared;
  private final String module;

  private ContributionsCheck(String plugin, Capabilities declared, String module) {
    this.plugin = plugin;
    this.declared = declared;
    this.module = module;
  }

  /**
   * @param plugin its id
   * @param declared by its jar
   * @param files what the plugin has below {@code ui/}, by name
   * @return what it contributes, as it was read
   * @throws Refused saying all that is wrong, up to five faults
   */
  static List<UiContribution> check(
      String plugin, Capabilities declared, ContributionsFile file, Map<String, byte[]> files)
      throws Refused {
    var module = files.get(moduleOf(file));
    var check =
        new ContributionsCheck(
            plugin, declared, module == null ? "" : new String(module, StandardCharsets.UTF_8));
    check.checkFile(file, module);
    var found = new ArrayList<UiContribution>();
    var contributes = file.contributes() == null ? List.<UiContribution>of() : file.contributes();
    for (int i = 0; i < Math.min(contributes.size(), MOST); i++) {
      var contribution = contributes.get(i);
      if (contribution == null) {
        check.reasons.add("contributes[" + i + "] is null");
      } else {
        check.checkOne("contributes[" + i + "]", contribution);
        found.add(contribution);
      }
    }
    if (!check.reasons.isEmpty()) {
      throw new Refused(
          check.reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("; ")));
    }
    return found;
  }

  static String moduleOf(ContributionsFile file) {
    return file.module() == null ? "index.js" : file.module();
  }

  private void checkFile(ContributionsFile file, byte @Nullable [] found) {
    if (isNot(RANGE, file.sdk())) {
      reasons.add("sdk must be a range of major version 1, such as ^1");
    } else if (minor(file.sdk()) > minor(SDK)) {
      reasons.add("it needs SDK " + file.sdk() + ", and this console has " + SDK);
    }
    if (isNot(MODULE, moduleOf(file))) {
      reasons.add("module must be the name of a .js or .mjs file in ui/");
    } else if (found == null) {
      reasons.add("ui/" + moduleOf(file) + " is not there");
    }
    int count = file.contributes() == null ? 0 : file.contributes().size();
    if (count < 1 || count > MOST) {
      reasons.add("contributes must list 1 to " + MOST + " contributions and lists " + count);
    }
  }

  private static int minor(@Nullable String version) {
    int dot = version == null ? -1 : version.indexOf('.');
    return dot < 0 || version == null ? 0 : Integer.parseInt(version.substring(dot + 1));
  }

  private void checkOne(String at, UiContribution its) {
    if (its.point() == null || !POINTS.contains(its.point())) {
      reasons.add(at + ".point is none that this console knows: " + its.point());
      return;
    }
    if (!declared.allows("ui", its.point())) {
      reasons.add(
          at
              + ".point "
              + its.point()
              + " is not declared: add ui:"
              + its.point()
              + " to "
              + Capabilities.HEADER);
    }
    expect(at, "id", ID, its.id());
    if (!names.add(its.point() + " " + its.id())) {
      reasons.add(at + ".id is used before for " + its.point());
    }
    checkPath(at, its);
    checkExport(at, its.export());
    checkTitle(at, its.title());
    if (its.icon() != null) {
      expect(at, "icon", ICON, its.icon());
    }
    if (its.section() != null && !SECTIONS.contains(its.section())) {
      reasons.add(at + ".section must be one of operate, service, money, system");
    }
    if (its.order() != null && (its.order() < 0 || its.order() > HIGHEST_ORDER)) {
      reasons.add(at + ".order must be 0 to " + HIGHEST_ORDER);
    }
    checkRequires(at, its.requires());
    checkWhen(at, its);
  }

  private void checkPath(String at, UiContribution its) {
    if (!PAGES.contains(its.point())) {
      if (its.path() != null) {
        reasons.add(at + ".path is for pages only");
      }
      return;
    }
    if (its.path() != null && FOREIGN.matcher(its.path()).matches()) {
      reasons.add(
          at + ".path " + its.path() + " is not the plugin's: its pages are below /p/" + plugin);
    } else {
      expect(at, "path", PATH, its.path());
    }
    boolean isPortal = String.valueOf(its.point()).startsWith(PORTAL);
    if (!names.add((isPortal ? "portal path " : "path ") + its.path())) {
      reasons.add(at + ".path is used before");
    }
  }

  private void checkExport(String at, @Nullable String export) {
    if (isNot(EXPORT, export) || export == null) {
      reasons.add(at + ".export must name what the module exports");
    } else if (!module.isEmpty() && !exports(export)) {
      reasons.add(at + ".export: the module exports no " + export);
    }
  }

  /** A module that hands on the exports of another cannot be read like this: it is believed. */
  private boolean exports(String name) {
    var quoted = "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])";
    return module.contains("export*")
        || module.contains("export *")
        || Pattern.compile(
                "(?<![\\w$])export\\s*(async\\s+)?(class|function\\s*\\*?|const|let|var)\\s*"
                    + quoted)
            .matcher(module)
            .find()
        || Pattern.compile("(?<![\\w$])export\\s*\\{[^}]*" + quoted).matcher(module).find();
  }

  private void checkTitle(String at, @Nullable Map<String, String> title) {
    if (title == null || title.get("en") == null) {
      reasons.add(at + ".title must have a text in English, en");
      return;
    }
    title.forEach(
        (language, text) -> {
          boolean fits = text != null && !text.isBlank() && text.length() <= LONGEST_TITLE;
          if (isNot(LANGUAGE, language) || !fits) {
            reasons.add(
                at + ".title must have by language, en or it, a text of 1 to " + LONGEST_TITLE);
          }
        });
  }

  private void checkRequires(String at, @Nullable List<String> requires) {
    if (requires != null
        && (requires.size() > MOST_REQUIRED
            || requires.stream().anyMatch(permission -> isNot(PERMISSION, permission)))) {
      reasons.add(at + ".requires must be at most " + MOST_REQUIRED + " ids of permissions");
    }
  }

  private void checkWhen(String at, UiContribution its) {
    if (its.when() == null) {
      return;
    }
    if (!its.point().startsWith("asset.") || !its.when().keySet().equals(Set.of("asset.kind"))) {
      reasons.add(at + ".when can be asset.kind for panels and actions of assets");
      return;
    }
    var kinds = its.when().get("asset.kind");
    if (kinds == null || kinds.isEmpty() || kinds.stream().anyMatch(ContributionsCheck::isNoKind)) {
      reasons.add(at + ".when of asset.kind must be of " + String.join(", ", KINDS));
    }
  }

  /** A list in JSON may hold null, and a set that cannot change throws when asked for it. */
  private static boolean isNoKind(@Nullable String kind) {
    return kind == null || !KINDS.contains(kind);
  }

  private void expect(String at, String what, Pattern pattern, @Nullable String value) {
    if (isNot(pattern, value)) {
      reasons.add(at + "." + what + " must match " + pattern);
    }
  }

  private static boolean isNot(Pattern pattern, @Nullable String value) {
    return value == null || !pattern.matcher(value).matches();
  }
}
