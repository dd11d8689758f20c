// SPDX-License-Identifier: Apache-2.0
/** From a changelog and entity classes to a migrated schema with a store; needs no container. */
@NullMarked
package io.custode.persistence.internal.schema;

import org.jspecify.annotations.NullMarked;
