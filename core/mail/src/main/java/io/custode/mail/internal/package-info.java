// SPDX-License-Identifier: Apache-2.0
/** Mail by SMTP. */
@NullMarked
package io.custode.mail.internal;

import org.jspecify.annotations.NullMarked;
