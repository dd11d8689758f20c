// SPDX-License-Identifier: Apache-2.0
/** How people come in, prove who they are, and go. */
@NullMarked
package io.custode.itests.people;

import org.jspecify.annotations.NullMarked;
