// SPDX-License-Identifier: Apache-2.0
/** What only a container can break, seen by a bundle inside a stock Karaf. */
@NullMarked
package io.custode.itests.container;

import org.jspecify.annotations.NullMarked;
