// SPDX-License-Identifier: Apache-2.0
/** Several nodes as one installation. */
@NullMarked
package io.custode.itests.nodes;

import org.jspecify.annotations.NullMarked;
