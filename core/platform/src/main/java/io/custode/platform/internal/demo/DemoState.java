// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

/**
 * What there is of the demo data.
 *
 * @param customers 0: it is not there
 * @param others what people put into its customers since: sites, contacts, assets, agreements,
 *     groups, calendars, policies, files, and machines that speak for themselves
 */
public record DemoState(int customers, int sites, int people, int assets, int alerts, int others) {
  static final DemoState NONE = new DemoState(0, 0, 0, 0, 0, 0);

  DemoState plus(DemoState more) {
    return new DemoState(
        customers + more.customers,
        sites + more.sites,
        people + more.people,
        assets + more.assets,
        alerts + more.alerts,
        others + more.others);
  }
}
