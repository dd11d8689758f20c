// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.notice.NoticeTemplate;
import io.custode.api.notice.NoticeWords;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Words that the provider set for a kind of notices in a language. */
@Entity
@ProviderWide
@Table(name = "notice_template")
public class NoticeTemplateEntity {
  /** Kind and language, so that each has one. */
  @Id
  @Column(length = 110)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private String kind = "";

  @Column(name = "language_code", nullable = false)
  private String language = "";

  @Column(nullable = false)
  private String subject = "";

  @Column(name = "body", nullable = false)
  private String text = "";

  protected NoticeTemplateEntity() {}

  NoticeTemplateEntity(String kind, String language) {
    this.id = id(kind, language);
    this.kind = kind;
    this.language = language;
  }

  static String id(String kind, String language) {
    return kind + "/" + language;
  }

  void say(NoticeWords words) {
    subject = words.subject();
    text = words.text();
  }

  NoticeTemplate toTemplate() {
    return new NoticeTemplate(kind, language, subject, text, false);
  }
}
