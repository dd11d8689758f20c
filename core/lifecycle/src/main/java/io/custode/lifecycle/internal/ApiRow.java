// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

/** An API bundle that the database wants on every node. */
record ApiRow(String sha256, String name, String version) {
  /** The one that a bundle is. */
  static ApiRow at(String location) {
    var parts = location.substring(ApiJar.LOCATION.length()).split(":", 3);
    return new ApiRow(parts[2], parts[0], parts[1]);
  }

  String location() {
    return ApiJar.location(name, version, sha256);
  }
}
