// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.platform.internal.access.ConsoleAddress;
import java.lang.annotation.Annotation;

/** Where the console of tests would be. */
final class TestAddress {
  private TestAddress() {}

  static ConsoleAddress console() {
    return new ConsoleAddress(
        new ConsoleAddress.Config() {
          @Override
          public String url() {
            return "https://rmm.example.com/";
          }

          @Override
          public Class<? extends Annotation> annotationType() {
            return ConsoleAddress.Config.class;
          }
        });
  }
}
