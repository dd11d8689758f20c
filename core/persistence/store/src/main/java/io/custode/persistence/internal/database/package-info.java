// SPDX-License-Identifier: Apache-2.0
/** The open database: engine, pool, roles, and what its errors mean. */
@NullMarked
package io.custode.persistence.internal.database;

import org.jspecify.annotations.NullMarked;
