// SPDX-License-Identifier: Apache-2.0
/** Files of tenants, in pieces in the database. */
@NullMarked
package io.custode.platform.internal.file;

import org.jspecify.annotations.NullMarked;
