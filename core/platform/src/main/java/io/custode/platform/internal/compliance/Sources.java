// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.asset.Asset;
import io.custode.api.compliance.ComplianceItem;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.core.call.PluginCalls;
import io.custode.platform.internal.access.PluginHeaders;
import io.custode.spi.compliance.ComplianceFinding;
import io.custode.spi.compliance.ComplianceSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that are there now; one that fails keeps no other from being heard. */
@Component(service = Sources.class)
public final class Sources {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Pattern ID =
      Pattern.compile("([a-z][a-z0-9]{1,29})\\.[a-z][a-z0-9]*([.-][a-z0-9]+)*");
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_EVIDENCE = 4_000;

  /** A source with its items as it named them when it came, those that are its own. */
  private record Known(ComplianceSource source, Map<String, ComplianceItem> items) {}

  private final PluginCalls calls;
  private final List<Known> sources = new CopyOnWriteArrayList<>();

  @Activate
  public Sources(@Reference PluginCalls calls) {
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(ComplianceSource service) {
    var source = calls.guarded(ComplianceSource.class, service);
    try {
      var owner = PluginHeaders.of(FrameworkUtil.getBundle(service.getClass())).owner();
      var items = new LinkedHashMap<String, ComplianceItem>();
      for (var item : source.items()) {
        if (items.size() < MOST_ITEMS && isOwn(item.id(), owner) && !isKnown(item.id())) {
          items.put(item.id(), item);
        } else {
          LOG.warn("Item {} of {} is ignored: not its own, or there", item.id(), source);
        }
      }
      sources.add(new Known(source, items));
    } catch (RuntimeException e) {
      LOG.warn("{} says nothing of compliance: it failed", source, e);
    }
  }

  void unbindSource(ComplianceSource service) {
    var source = calls.guarded(ComplianceSource.class, service);
    sources.removeIf(known -> known.source().equals(source));
  }

  private static boolean isOwn(String id, String owner) {
    var parts = ID.matcher(id);
    return id.length() <= LONGEST_ID && parts.matches() && parts.group(1).equals(owner);
  }

  private boolean isKnown(String id) {
    return sources.stream().anyMatch(known -> known.items().containsKey(id));
  }

  /**
   * @return items of all sources, by id
   */
  List<ComplianceItem> items() {
    return sources.stream()
        .flatMap(known -> known.items().values().stream())
        .sorted(java.util.Comparator.comparing(ComplianceItem::id))
        .toList();
  }

  /**
   * What all say of an asset.
   *
   * @param findings one for each item that concerns it
   * @param asked all items that could have been said something of
   */
  record Said(List<ComplianceFinding> findings, List<String> asked) {}

  Said ask(Asset asset) {
    var findings = new ArrayList<ComplianceFinding>();
    var asked = new ArrayList<String>();
    for (var known : sources) {
      asked.addAll(known.items().keySet());
      findings.addAll(ask(known, asset));
    }
    return new Said(findings, asked);
  }

  private static List<ComplianceFinding> ask(Known known, Asset asset) {
    try {
      var byItem =
          known.source().check(asset).stream()
              .filter(f -> known.items().containsKey(f.item()))
              .collect(
                  Collectors.toMap(
                      ComplianceFinding::item, Function.identity(), (first, second) -> first));
      return byItem.values().stream().map(Sources::bounded).toList();
    } catch (RuntimeException e) {
      LOG.warn("{} failed on asset {}", known.source(), asset.id(), e);
      return known.items().keySet().stream().map(item -> unknown(item, why(e))).toList();
    }
  }

  /** Only a problem's words are meant for people. */
  private static String why(RuntimeException e) {
    return e instanceof Problem problem
        ? problem.what()
        : "The check failed; the log of the platform says why.";
  }

  private static ComplianceFinding unknown(String item, String reason) {
    return new ComplianceFinding(item, ComplianceState.UNKNOWN, reason, Json.EMPTY);
  }

  private static ComplianceFinding bounded(ComplianceFinding said) {
    if (said.reason().isBlank() || said.evidence().text().length() > LONGEST_EVIDENCE) {
      return unknown(said.item(), "The check gave no reason, or evidence that is too long.");
    }
    var reason = said.reason().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " ").strip();
    return new ComplianceFinding(
        said.item(),
        said.state(),
        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
        said.evidence());
  }
}
