// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Inventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** What of an inventory can be asked for in queries, besides the names of packages. */
final class Facts {
  static final int LONGEST = 300;
  private static final List<String> NAMES =
      List.of(
          "os",
          "osFamily",
          "osVersion",
          "kernel",
          "architecture",
          "hostname",
          "addresses",
          "macs",
          "manufacturer",
          "model",
          "processor");

  private Facts() {}

  /** Makes the rows say what the inventory says, and touches only those that do not. */
  static void store(EntityManager em, String asset, @Nullable String os, Inventory inventory) {
    store(em, asset, of(os, inventory));
  }

  /** The same for what a source says. */
  static void store(EntityManager em, String asset, Map<String, String> said) {
    var known =
        em.createQuery("select f from FactEntity f where f.asset = :asset", FactEntity.class)
            .setParameter("asset", asset)
            .getResultStream()
            // what people said in fields of their own stays
            .filter(row -> !row.name().startsWith(CustomFacts.PREFIX))
            .collect(Collectors.toMap(FactEntity::name, row -> row));
    said.forEach(
        (name, value) -> {
          var row = known.remove(name);
          if (row == null) {
            em.persist(new FactEntity(asset, name, value));
          } else {
            row.say(value);
          }
        });
    known.values().forEach(em::remove);
  }

  private static Map<String, String> of(@Nullable String os, Inventory inventory) {
    var facts = new LinkedHashMap<String, String>();
    put(facts, "os", os);
    put(facts, "osFamily", inventory.os().family());
    put(facts, "osVersion", inventory.os().version());
    put(facts, "kernel", inventory.os().kernel());
    put(facts, "architecture", inventory.os().arch());
    put(facts, "hostname", inventory.hostname());
    put(facts, "addresses", joined(inventory, nic -> nic.addresses().stream().map(Facts::host)));
    put(facts, "macs", joined(inventory, nic -> Stream.ofNullable(nic.mac())));
    put(facts, "manufacturer", inventory.hardware().manufacturer());
    put(facts, "model", inventory.hardware().product());
    put(facts, "processor", inventory.hardware().cpuModel());
    return facts;
  }

  private static String joined(
      Inventory inventory, Function<Inventory.Nic, Stream<String>> values) {
    return inventory.nics().stream().flatMap(values).distinct().collect(Collectors.joining(" "));
  }

  /** {@code 192.0.2.7/24} without the length of its prefix. */
  private static String host(String address) {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }

  /**
   * @return those that queries can ask for, the others left out
   */
  static Map<String, String> known(Map<String, String> said) {
    var facts = new LinkedHashMap<String, String>();
    NAMES.forEach(name -> put(facts, name, said.get(name)));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.put(name, value.strip());
    }
  }
}
