// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.command.Doc;

/** Templates to be, in Mustache. */
public record NoticeWords(
    @Doc("Template of the subject, one line, at most 300 characters") String subject,
    @Doc("Template of the text, at most 10,000 characters") String text) {}
