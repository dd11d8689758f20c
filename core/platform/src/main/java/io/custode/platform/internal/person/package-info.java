// SPDX-License-Identifier: Apache-2.0
/** What is kept of a person: given to him, and erased. */
@NullMarked
package io.custode.platform.internal.person;

import org.jspecify.annotations.NullMarked;
