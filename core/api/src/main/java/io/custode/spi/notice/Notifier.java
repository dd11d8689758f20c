// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.notice;

import io.custode.api.notice.Notice;
import io.custode.api.secret.SecretName;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A channel that notices go by. Register it as a service. Called on threads of the platform, one
 * notice of a rule at a time, with no tenant bound and outside transactions; it may take seconds. A
 * notice may come again with the same id if a node dies in the middle.
 */
@ConsumerType
public interface Notifier {
  /**
   * @return name of the channel in rules, {@code mail}; a plugin's begins with its id and a dash
   */
  String channel();

  /**
   * Looks at what a rule gives as its target, when the rule is made.
   *
   * @param target such as an address, at most 500 characters
   * @param secret name of a secret that the rule gives, or null
   * @throws io.custode.api.error.Invalid if it can never be right
   */
  void check(String target, @Nullable SecretName secret);

  /**
   * Looks, right before it would be sent, whether whoever is at the target may know of it. What he
   * may not know is let go without a word; it stays nowhere.
   *
   * @return true for a channel that leads to who was chosen by whoever made the rule
   */
  default boolean concerns(Notice notice, String target) {
    return true;
  }

  /**
   * Delivers.
   *
   * @throws io.custode.api.error.Conflict if it will never be taken: it is parked, and what comes
   *     after it goes on. After any other failure it is tried again later, and what comes after it
   *     waits
   */
  void send(Notice notice, String target, @Nullable SecretName secret);
}
