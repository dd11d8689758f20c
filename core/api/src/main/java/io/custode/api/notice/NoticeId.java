// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a notice. */
public record NoticeId(String value) implements Id {
  public NoticeId {
    Uuid7.check(value, "notice");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static NoticeId of(String value) {
    return new NoticeId(value);
  }

  /**
   * @return a new id
   */
  public static NoticeId next() {
    return new NoticeId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
