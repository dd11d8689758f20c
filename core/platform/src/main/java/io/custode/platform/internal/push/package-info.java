// SPDX-License-Identifier: Apache-2.0
/**
 * Web push: what is sent to a browser is sealed for it (RFC 8291) and shows its push service who
 * sends it (RFC 8292).
 */
@NullMarked
package io.custode.platform.internal.push;

import org.jspecify.annotations.NullMarked;
