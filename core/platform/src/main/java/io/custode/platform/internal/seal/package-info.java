// SPDX-License-Identifier: Apache-2.0
/** What keeps others from reading: authenticated encryption in the database, files in the home. */
@NullMarked
package io.custode.platform.internal.seal;

import org.jspecify.annotations.NullMarked;
