// SPDX-License-Identifier: Apache-2.0
/** What a person needs who is to find out what is wrong, without what he must not know. */
@NullMarked
package io.custode.platform.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
