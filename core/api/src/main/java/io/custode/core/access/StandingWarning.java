// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.api.command.Doc;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that everybody who signs in is told, on whatever door, as long as it holds. */
@ConsumerType
public interface StandingWarning {
  /**
   * @return empty if there is nothing to be warned of
   */
  Optional<Said> said();

  /**
   * What is told.
   *
   * @param name kebab-case; the console has words in the reader's language for it
   * @param text one line in English, without secrets
   */
  record Said(
      @Doc("Name; the console has words for it in each language") String name, String text) {}
}
