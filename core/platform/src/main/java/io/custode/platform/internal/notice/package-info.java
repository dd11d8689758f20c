// SPDX-License-Identifier: Apache-2.0
/** Notices: rules, what is on its way, and who brings it there. */
@NullMarked
package io.custode.platform.internal.notice;

import org.jspecify.annotations.NullMarked;
