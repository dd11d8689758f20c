// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who and what is made up. No address leads anywhere: {@code .example} is nobody's (RFC 2606). */
final class DemoScript {
  /** Before each name, so that nobody takes one for a customer. */
  static final String MARK = "Demo: ";

  record Customer(
      String name, String domain, String agreement, List<Place> places, List<Trouble> troubles) {}

  record Place(String name, List<Somebody> people, List<Machine> machines) {}

  record Somebody(String name, String phone) {}

  record Machine(String name, AssetKind kind, AssetState state) {}

  /**
   * @param machine on which, or null
   * @param outcome what was done about it
   */
  record Trouble(
      String key,
      Severity severity,
      String title,
      String detail,
      @Nullable String machine,
      Outcome outcome) {}

  enum Outcome {
    OPEN,
    TAKEN,
    OVER
  }

  private DemoScript() {}

  private static Somebody person(String name, String phone) {
    return new Somebody(name, phone);
  }

  private static Machine pc(String name) {
    return new Machine(name, AssetKind.WORKSTATION, AssetState.ACTIVE);
  }

  private static Machine server(String name) {
    return new Machine(name, AssetKind.SERVER, AssetState.ACTIVE);
  }

  private static Machine of(String name, AssetKind kind) {
    return new Machine(name, kind, AssetState.ACTIVE);
  }

  private static Machine in(String name, AssetState state) {
    return new Machine(name, AssetKind.WORKSTATION, state);
  }

  static List<Customer> customers() {
    return List.of(aurora(), bianchi(), coast());
  }

  private static Customer aurora() {
    return new Customer(
        MARK + "Aurora Dental Clinic",
        "aurora-dental.example",
        "Managed workplace",
        List.of(
            new Place(
                "Surgery",
                List.of(
                    person("Elena Novak", "+44 20 7946 0101"),
                    person("Martin Hale", "+44 20 7946 0102")),
                List.of(
                    server("aur-srv-01"),
                    pc("aur-front-01"),
                    pc("aur-front-02"),
                    pc("aur-chair-01"),
                    pc("aur-chair-02"),
                    pc("aur-chair-03"),
                    of("aur-xray-01", AssetKind.OTHER),
                    of("aur-prn-01", AssetKind.PRINTER),
                    of("aur-fw-01", AssetKind.NETWORK_DEVICE))),
            new Place(
                "Office",
                List.of(person("Priya Shah", "+44 20 7946 0103")),
                List.of(
                    pc("aur-office-01"),
                    pc("aur-office-02"),
                    in("aur-spare-01", AssetState.STOCK)))),
        List.of(
            new Trouble(
                "/data",
                Severity.CRITICAL,
                "/data is 97 % full",
                "Pictures of the X-ray grow by 2 GB a day.",
                "aur-srv-01",
                Outcome.OPEN),
            new Trouble(
                "toner",
                Severity.INFO,
                "Black toner is at 8 %",
                "A cartridge is on the shelf.",
                "aur-prn-01",
                Outcome.TAKEN)));
  }

  private static Customer bianchi() {
    return new Customer(
        MARK + "Bianchi & Figli Srl",
        "bianchi-figli.example",
        "Assistenza gestita",
        List.of(
            new Place(
                "Sede Milano",
                List.of(
                    person("Giulia Bianchi", "+39 02 5550 1201"),
                    person("Luca Ferrari", "+39 02 5550 1202"),
                    person("Sara Conti", "+39 02 5550 1203")),
                List.of(
                    server("mi-srv-dc01"),
                    server("mi-srv-erp01"),
                    of("mi-vm-sql01", AssetKind.VIRTUAL_MACHINE),
                    pc("mi-pc-0101"),
                    pc("mi-pc-0102"),
                    pc("mi-pc-0103"),
                    pc("mi-pc-0104"),
                    pc("mi-pc-0105"),
                    of("mi-sw-01", AssetKind.NETWORK_DEVICE),
                    of("mi-prn-01", AssetKind.PRINTER))),
            new Place(
                "Magazzino Lodi",
                List.of(person("Paolo Greco", "+39 0371 555 010")),
                List.of(
                    pc("lo-pc-0001"),
                    pc("lo-pc-0002"),
                    of("lo-scan-01", AssetKind.MOBILE),
                    of("lo-scan-02", AssetKind.MOBILE),
                    of("lo-fw-01", AssetKind.NETWORK_DEVICE),
                    in("lo-pc-0000", AssetState.RETIRED)))),
        List.of(
            new Trouble(
                "nightly",
                Severity.CRITICAL,
                "The last good backup is 3 days old",
                "The target refuses the connection.",
                "mi-srv-erp01",
                Outcome.TAKEN),
            new Trouble(
                "updates",
                Severity.WARNING,
                "14 security updates are missing",
                "The machine was off during the last two windows.",
                "lo-pc-0002",
                Outcome.OPEN),
            new Trouble(
                "certificate",
                Severity.WARNING,
                "The certificate of the ERP ends in 12 days",
                "erp.bianchi-figli.example",
                "mi-srv-erp01",
                Outcome.OPEN)));
  }

  private static Customer coast() {
    return new Customer(
        MARK + "Coastline Logistics",
        "coastline.example",
        "Hours in advance",
        List.of(
            new Place(
                "Headquarters",
                List.of(
                    person("Noor Haddad", "+31 20 555 0110"),
                    person("Tom de Vries", "+31 20 555 0111")),
                List.of(
                    server("cl-srv-01"),
                    pc("cl-pc-01"),
                    pc("cl-pc-02"),
                    pc("cl-pc-03"),
                    in("cl-loan-01", AssetState.LOAN),
                    of("cl-fw-01", AssetKind.NETWORK_DEVICE))),
            new Place(
                "Terminal 4",
                List.of(person("Ama Boateng", "+31 20 555 0112")),
                List.of(
                    pc("t4-gate-01"),
                    pc("t4-gate-02"),
                    of("t4-tab-01", AssetKind.MOBILE),
                    of("t4-ap-01", AssetKind.NETWORK_DEVICE)))),
        List.of(
            new Trouble(
                "line",
                Severity.WARNING,
                "The line to Terminal 4 loses 6 % of packets",
                "Since this morning.",
                "t4-ap-01",
                Outcome.OPEN),
            new Trouble(
                "reboot",
                Severity.INFO,
                "A restart is due",
                "Since an update of the kernel.",
                "cl-srv-01",
                Outcome.OVER)));
  }
}
