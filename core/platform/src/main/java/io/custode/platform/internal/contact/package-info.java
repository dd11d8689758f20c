// SPDX-License-Identifier: Apache-2.0
/** Contacts of tenants. */
@NullMarked
package io.custode.platform.internal.contact;

import org.jspecify.annotations.NullMarked;
