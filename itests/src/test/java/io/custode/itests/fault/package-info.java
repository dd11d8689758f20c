// SPDX-License-Identifier: Apache-2.0
/** Bad input and parts that are away. */
@NullMarked
package io.custode.itests.fault;

import org.jspecify.annotations.NullMarked;
