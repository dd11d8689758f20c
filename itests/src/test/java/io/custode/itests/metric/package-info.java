// SPDX-License-Identifier: Apache-2.0
/** What agents measure, from end to end. */
@NullMarked
package io.custode.itests.metric;

import org.jspecify.annotations.NullMarked;
