// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

/** An API bundle that the database wants on every node. */
record ApiRow(String sha256, String name, String version) {
  String location() {
    return ApiJar.location(name, version, sha256);
  }
}
