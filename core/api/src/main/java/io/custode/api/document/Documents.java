// SPDX-License-Identifier: Apache-2.0
package io.custode.api.document;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes PDF/A-3b documents: they hold their fonts, and look the same in thirty years. Takes some
 * tenths of a second a page, so call it outside transactions and not while somebody waits for a
 * page of the console.
 */
@ProviderType
public interface Documents {
  /**
   * Fills the template and lays it out.
   *
   * @param model what the template names: maps with text keys, lists, texts, numbers, booleans and
   *     null, nested as the template wants them. Texts are escaped; nothing of the model is code
   * @throws io.custode.api.error.Invalid if the template cannot be read, names a file or another
   *     template, is no HTML, or gets longer than {@link DocumentTemplate#LONGEST} when it is
   *     filled
   * @throws io.custode.api.error.TooMany if too many wait already; nothing was done
   * @throws io.custode.api.error.Unavailable if it takes longer than a minute
   */
  Pdf make(DocumentTemplate template, Map<String, ?> model);
}
