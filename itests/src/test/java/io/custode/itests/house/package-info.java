// SPDX-License-Identifier: Apache-2.0
/** Rules of the house, checked over everything that the build made. */
@NullMarked
package io.custode.itests.house;

import org.jspecify.annotations.NullMarked;
