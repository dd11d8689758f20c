// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

/** What an asset is. */
public enum AssetKind {
  WORKSTATION,
  SERVER,
  MOBILE,
  NETWORK_DEVICE,
  PRINTER,
  VIRTUAL_MACHINE,
  OTHER
}
