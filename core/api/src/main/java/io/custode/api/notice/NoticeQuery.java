// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import org.jspecify.annotations.Nullable;

/** Which notices; null means any. */
public record NoticeQuery(@Nullable NoticeState state, @Nullable NoticeRuleId rule) {}
