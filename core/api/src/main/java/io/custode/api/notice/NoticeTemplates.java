// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The provider's words for notices. A notice takes those of its kind and its rule's language, else
 * those for all kinds, else the platform's own. Not to be called in an open transaction.
 */
@ProviderType
public interface NoticeTemplates {
  /** Those that the provider set, and the platform's own, by kind and language. */
  Page<NoticeTemplate> find(PageRequest page);

  /**
   * The words that a kind has now.
   *
   * @param kind or {@link NoticeTemplate#ALL}
   * @throws io.custode.api.error.Invalid if it is no kind, or the language is not known
   */
  NoticeTemplate get(String kind, String language);

  /**
   * Sets the words of a kind. Notices that wait already stay as they were written.
   *
   * @throws io.custode.api.error.Invalid with line and column of what is wrong: a template that
   *     does not compile, or names a value that there is not
   */
  NoticeTemplate set(String kind, String language, NoticeWords words);

  /**
   * Goes back to the words that would count without; done twice it is done once.
   *
   * @return the words that count from now on
   */
  NoticeTemplate reset(String kind, String language);

  /**
   * What the words give for an example; nothing is stored.
   *
   * @throws io.custode.api.error.Invalid as {@link #set} does
   */
  NoticePreview preview(String kind, String language, NoticeWords words);
}
