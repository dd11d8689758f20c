// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

/**
 * An example of what a rule would send.
 *
 * @param subject one line, as the channel is given it
 * @param text the whole of it
 */
public record NoticePreview(String kind, String subject, String text) {}
